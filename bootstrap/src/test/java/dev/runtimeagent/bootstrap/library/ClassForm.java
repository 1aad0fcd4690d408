package dev.runtimeagent.bootstrap.library;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives a class the form that the cache can hold best. What a class does stays the same.
 *
 * <ul>
 *   <li>Classes from before Java 6 carry no maps of the stack, and the cache holds none without:
 *       they get them.
 *   <li>Switches over types become plain code: the cache does not keep what the JVM makes of them
 *       at run time, about a millisecond and a class for each.
 * </ul>
 */
final class ClassForm {
  /** The first version whose classes always have maps of the stack, Java 7. */
  private static final int WITH_STACK_MAPS = 51;

  private static final byte[] SWITCHES =
      "java/lang/runtime/SwitchBootstraps".getBytes(StandardCharsets.US_ASCII);

  private final ClassFile files =
      ClassFile.of(
          ConstantPoolSharingOption.NEW_POOL,
          StackMapsOption.GENERATE_STACK_MAPS,
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassForm.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())
                  .cached()));

  /** Answers {@code content} itself if there is nothing to change, or nothing can be. */
  byte[] of(String name, byte[] content) {
    boolean old = version(content) < WITH_STACK_MAPS;
    if (!old && !contains(content, SWITCHES)) {
      return content;
    }
    ClassModel model = files.parse(content);
    TypeSwitches switches = new TypeSwitches(model);
    ClassTransform transform =
        ClassTransform.transformingMethodBodies(switches.inCode())
            .andThen(ClassTransform.endHandler(switches::addMethods))
            .andThen((to, element) ->
                to.with(
                    element instanceof ClassFileVersion && old
                        ? ClassFileVersion.of(WITH_STACK_MAPS, 0)
                        : element));
    try {
      return files.transformClass(model, transform);
    } catch (IllegalArgumentException e) {
      // It refers to what is not among the jars, so it will not be loaded either.
      System.out.println(name + " stays as it is: " + e.getMessage());
      return content;
    }
  }

  private static int version(byte[] content) {
    return ByteBuffer.wrap(content).getShort(6);
  }

  private static boolean contains(byte[] content, byte[] text) {
    for (int i = 0; i + text.length <= content.length; i++) {
      if (Arrays.equals(content, i, i + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }
}
