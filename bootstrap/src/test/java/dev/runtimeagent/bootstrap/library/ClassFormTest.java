package dev.runtimeagent.bootstrap.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassFormTest {
  private final ClassForm form = new ClassForm();

  /** What is transformed; the order of its cases matters. */
  static final class Sample {
    private Sample() {}

    static String of(@Nullable Object value) {
      return switch (value) {
        case null -> "nothing";
        case String text when text.isEmpty() -> "empty";
        case String text when text.length() > 3 -> "long";
        case String _ -> "text";
        case Number number when number.intValue() < 0 -> "negative";
        case Integer _ -> "integer";
        case Object[] _ -> "array";
        default -> "else";
      };
    }
  }

  /** An interface, whose methods are called in another way. */
  interface SampleInterface {
    static String of(@Nullable Object value) {
      return switch (value) {
        case null -> "nothing";
        case Long _ -> "long";
        default -> "else";
      };
    }
  }

  /** A switch that is not over types only. */
  static final class Mixed {
    private Mixed() {}

    static String of(Object value) {
      return switch (value) {
        case String text when text.isEmpty() -> "empty";
        case StackTraceElement _ -> "trace";
        default -> "else";
      };
    }

    static String chosen(String value) {
      return switch (value) {
        case "a" -> "first";
        case String text when text.isBlank() -> "blank";
        default -> "else";
      };
    }
  }

  /** With an annotation that is to stay. */
  @FunctionalInterface
  interface Annotated {
    void run();
  }

  @Test
  void choosesInPlainCodeWhatTheSwitchChose() throws Throwable {
    Class<?> changed = load(Sample.class);
    for (Object value : List.of("", "abc", "abcd", -1, 1, -1.5, 1.5, new Object[0], 'c')) {
      assertThat(answer(changed, value)).isEqualTo(Sample.of(value));
    }
    assertThat(answer(changed, null)).isEqualTo("nothing");
  }

  @Test
  void leavesNoSwitchOverTypesBehind() throws IOException {
    assertThat(text(bytes(Sample.class))).contains("typeSwitch");
    assertThat(text(form.of("Sample", bytes(Sample.class)))).doesNotContain("typeSwitch");
  }

  @Test
  void changesSwitchesOfInterfacesToo() throws Throwable {
    Class<?> changed = load(SampleInterface.class);
    assertThat(answer(changed, 1L)).isEqualTo("long");
    assertThat(answer(changed, "")).isEqualTo("else");
  }

  @Test
  void leavesSwitchesOverTextsToTheJvm() throws Throwable {
    Class<?> changed = load(Mixed.class);
    assertThat(answer(changed, "")).isEqualTo("empty");
    var chosen =
        MethodHandles.privateLookupIn(changed, MethodHandles.lookup())
            .findStatic(changed, "chosen", MethodType.methodType(String.class, String.class));
    assertThat(List.of((String) chosen.invoke("a"), (String) chosen.invoke("b")))
        .containsExactly("first", "else");
  }

  @Test
  void raisesClassesThatAreTooOldForTheCache() throws Throwable {
    Class<?> old = Class.forName("picocli.CommandLine$Help$Ansi");
    assertThat(ClassFile.of().parse(bytes(old)).majorVersion()).isLessThan(50);
    byte[] changed = form.of(old.getName(), bytes(old));
    assertThat(ClassFile.of().parse(changed).majorVersion()).isEqualTo(51);
    assertThat(ClassFile.of().verify(changed)).isEmpty();
  }

  @Test
  void dropsNamesOfLocalVariablesAndKeepsLineNumbers() throws IOException {
    assertThat(text(bytes(Mixed.class))).contains("LocalVariableTable", "LineNumberTable");
    assertThat(text(form.of("Mixed", bytes(Mixed.class))))
        .doesNotContain("LocalVariable")
        .contains("LineNumberTable");
  }

  @Test
  void dropsWhatKotlinsReflectionReads() throws IOException {
    Class<?> compiledByKotlin = OkHttpClient.class;
    assertThat(text(bytes(compiledByKotlin))).contains("Lkotlin/Metadata;");
    byte[] changed = form.of(compiledByKotlin.getName(), bytes(compiledByKotlin));
    assertThat(text(changed)).doesNotContain("Lkotlin/Metadata;");
    assertThat(ClassFile.of().verify(changed)).isEmpty();
  }

  @Test
  void keepsOtherAnnotations() throws Exception {
    assertThat(load(Annotated.class).isAnnotationPresent(FunctionalInterface.class)).isTrue();
  }

  @Test
  void leavesAloneWhatRefersToNoClassThatIsThere() throws IOException {
    String name = "io/micrometer/core/instrument/binder/jetty/TimedHandler.class";
    byte[] content = bytes(name);
    assertThat(form.of(name, content)).isSameAs(content);
  }

  private static String answer(Class<?> type, @Nullable Object value) throws Throwable {
    return (String)
        MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .findStatic(type, "of", MethodType.methodType(String.class, Object.class))
            .invoke(value);
  }

  private Class<?> load(Class<?> type) throws IOException, ClassNotFoundException {
    byte[] changed = form.of(type.getName(), bytes(type));
    return new ClassLoader(type.getClassLoader()) {
      @Override
      public Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.equals(type.getName()) && findLoadedClass(name) == null
            ? defineClass(name, changed, 0, changed.length)
            : super.loadClass(name, resolve);
      }
    }.loadClass(type.getName());
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    return bytes(file(type));
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = ClassFormTest.class.getClassLoader().getResourceAsStream(file)) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static String file(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
