package dev.runtimeagent.bootstrap.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedClassesTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final LinkedHashMap<String, JarContent.Entry> entries = new LinkedHashMap<>();

  @Test
  void leavesOutWhatNothingNames() {
    put("dev.runtimeagent.Main", "nothing");
    put("lib.Alone", "dev.runtimeagent.Main");
    assertThat(named()).containsExactly("dev/runtimeagent/Main");
  }

  @Test
  void takesWhatIsNamedAndWhatThatNames() {
    put("dev.runtimeagent.Main", "lib.First");
    put("lib.First", "lib.Second");
    put("lib.Second", "nothing");
    assertThat(named()).contains("lib/First", "lib/Second");
  }

  @Test
  void knowsANameInWhateverItIsWrapped() {
    put(
        "dev.runtimeagent.Main",
        "(ILlib/Parameter;[[Llib/Element;)Llib/Result;",
        "<T:Llib/Bound;>Ljava/util/List<+Llib/Argument;>;",
        "lib/Slashes",
        "lib.Reflection",
        "a=lib.Value, lib.Item");
    var wrapped =
        List.of(
            "Parameter",
            "Element",
            "Result",
            "Bound",
            "Argument",
            "Slashes",
            "Reflection",
            "Value",
            "Item");
    wrapped.forEach(name -> put("lib." + name, "nothing"));
    assertThat(named()).hasSize(wrapped.size() + 1);
  }

  @Test
  void takesProvidersOfServices() {
    entries.put("META-INF/services/lib.Service", entry("# why\nlib.One # this\nlib.Other\n"));
    put("lib.One", "nothing");
    put("lib.Other", "nothing");
    put("lib.Third", "nothing");
    assertThat(named()).containsExactlyInAnyOrder("lib/One", "lib/Other");
  }

  @Test
  void readsAllVersionsOfAClass() {
    put("dev.runtimeagent.Main", "lib.Versioned");
    put("lib.Versioned", "nothing");
    entries.put("META-INF/versions/11/lib/Versioned.class", named("lib.Versioned", "lib.Recent"));
    put("lib.Recent", "nothing");
    assertThat(named()).contains("lib/Recent");
  }

  private Set<String> named() {
    return NamedClasses.of(List.of(new JarContent(entries)));
  }

  private void put(String name, String... texts) {
    entries.put(name.replace('.', '/') + ".class", named(name, texts));
  }

  private static JarContent.Entry named(String name, String... texts) {
    return new JarContent.Entry(
        TIME,
        ClassFile.of()
            .build(
                ClassDesc.of(name),
                type ->
                    type.withMethodBody(
                        "name",
                        MethodTypeDesc.of(ConstantDescs.CD_void),
                        ClassFile.ACC_STATIC,
                        code -> {
                          for (String text : texts) {
                            code.loadConstant(text).pop();
                          }
                          code.return_();
                        })));
  }

  private static JarContent.Entry entry(String text) {
    return new JarContent.Entry(TIME, text.getBytes(UTF_8));
  }
}
