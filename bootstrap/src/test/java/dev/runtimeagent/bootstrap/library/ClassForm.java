package dev.runtimeagent.bootstrap.library;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.SourceDebugExtensionAttribute;
import java.util.List;

/**
 * Gives a class the form that the cache can hold best. What a class does stays the same.
 *
 * <ul>
 *   <li>Classes from before Java 6 carry no maps of the stack, and the cache holds none without:
 *       they get them.
 *   <li>Switches over types become plain code: the cache does not keep what the JVM makes of them
 *       at run time, about a millisecond and a class for each.
 *   <li>What only debuggers and Kotlin's reflection read is dropped, since the whole cache is in
 *       memory: names of local variables, and descriptions of what Kotlin compiled. Line numbers
 *       stay.
 * </ul>
 */
final class ClassForm {
  /** The first version whose classes always have maps of the stack, Java 7. */
  private static final ClassFileVersion WITH_STACK_MAPS = ClassFileVersion.of(51, 0);

  private static final String KOTLIN = "Lkotlin/Metadata;";

  private final ClassFile files =
      ClassFile.of(
          ConstantPoolSharingOption.NEW_POOL,
          StackMapsOption.GENERATE_STACK_MAPS,
          DebugElementsOption.DROP_DEBUG,
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassForm.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())
                  .cached()));

  /** Answers {@code content} itself if it cannot be given another form. */
  byte[] of(String name, byte[] content) {
    ClassModel model = files.parse(content);
    TypeSwitches switches = new TypeSwitches(model);
    ClassTransform transform =
        ClassTransform.transformingMethodBodies(switches.inCode())
            .andThen(ClassTransform.endHandler(switches::addMethods))
            .andThen((to, element) -> formed(element).forEach(to::with));
    try {
      return files.transformClass(model, transform);
    } catch (IllegalArgumentException e) {
      // It refers to what is not among the jars, so it will not be loaded either.
      System.out.println(name + " stays as it is: " + e.getMessage());
      return content;
    }
  }

  private static List<ClassElement> formed(ClassElement element) {
    return switch (element) {
      case ClassFileVersion version when version.majorVersion() < WITH_STACK_MAPS.majorVersion() ->
          List.of(WITH_STACK_MAPS);
      case SourceDebugExtensionAttribute _ -> List.of();
      case RuntimeVisibleAnnotationsAttribute annotations ->
          List.of(RuntimeVisibleAnnotationsAttribute.of(withoutKotlin(annotations)));
      default -> List.of(element);
    };
  }

  private static List<Annotation> withoutKotlin(RuntimeVisibleAnnotationsAttribute annotations) {
    return annotations.annotations().stream()
        .filter(annotation -> !annotation.className().equalsString(KOTLIN))
        .toList();
  }
}
