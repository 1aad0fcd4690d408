package dev.runtimeagent.bootstrap.library;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The switches over types of one class, as methods of it: as {@code
 * java.lang.runtime.SwitchBootstraps.typeSwitch} says, such a method answers the first label from
 * {@code restart} on that fits the value, the number of labels if none does, -1 for null.
 */
final class TypeSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime", "SwitchBootstraps");
  private static final int VALUE = 0;
  private static final int RESTART = 1;

  private final ClassDesc owner;
  private final boolean inInterface;

  /**
   * By what the call refers to: code may be passed through several times, and calls may be alike.
   */
  private final Map<InvokeDynamicEntry, InvokeDynamicInstruction> found = new LinkedHashMap<>();

  TypeSwitches(ClassModel model) {
    this.owner = model.thisClass().asSymbol();
    this.inInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  /** Calls the methods instead. */
  CodeTransform inCode() {
    return (code, element) -> {
      if (element instanceof InvokeDynamicInstruction call && isOverTypes(call)) {
        found.putIfAbsent(call.invokedynamic(), call);
        code.invokestatic(owner, name(call), call.typeSymbol(), inInterface);
      } else {
        code.with(element);
      }
    };
  }

  /** Adds the methods that were called. */
  void addMethods(ClassBuilder type) {
    for (InvokeDynamicInstruction call : found.values()) {
      type.withMethodBody(
          name(call),
          call.typeSymbol(),
          ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC,
          code -> choose(code, call.bootstrapArgs()));
    }
  }

  /** Labels may also be texts, numbers or constants of an enumeration: those are left alone. */
  private static boolean isOverTypes(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    return bootstrap.owner().equals(BOOTSTRAPS)
        && bootstrap.methodName().equals("typeSwitch")
        && call.typeSymbol().parameterType(VALUE).isClassOrInterface()
        && call.bootstrapArgs().stream()
            .allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
  }

  private static void choose(CodeBuilder code, List<ConstantDesc> labels) {
    code.aload(VALUE).ifThen(Opcode.IFNULL, isNull -> isNull.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(RESTART)
          .loadConstant(i)
          .if_icmpgt(next)
          .aload(VALUE)
          .instanceOf((ClassDesc) labels.get(i))
          .ifeq(next)
          .loadConstant(i)
          .ireturn()
          .labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static String name(InvokeDynamicInstruction call) {
    return "switch$" + call.invokedynamic().index();
  }
}
