package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.RuntimeProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A jar as an outsider would build it, from source. */
public final class AdapterJar {
  private static final String SERVICE = "META-INF/services/" + RuntimeProvider.class.getName();
  private static final int MAJOR_VERSION = 7;
  private static final byte LATER = 100;

  private final Map<String, String> sources = new TreeMap<>();
  private final List<String> named = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private boolean later;

  private AdapterJar() {}

  /** A target that holds nothing, with a setting of its own. */
  public static AdapterJar ofTarget(String name, String setting) {
    return of(
        "Sample",
        """
        return new Opening.Opened(
            new OpenRuntime() {
              @Override public Optional<Target> target() {
                return Optional.of(() -> new Nothing());
              }
            });
        """
            .indent(0),
        name,
        setting);
  }

  /** A provider whose {@code open} is that. */
  static AdapterJar of(String type, String open, String name, String setting) {
    var jar = new AdapterJar();
    jar.sources.put(type, provider(type, "", name, declaring(setting), open));
    jar.sources.put("Nothing", NOTHING);
    jar.named.add("sample." + type);
    return jar;
  }

  /** One whose constructor does that. */
  public static AdapterJar constructedBy(String statements) {
    var jar = of("Sample", "throw new IllegalStateException();", "sample", "APP_SAMPLE");
    jar.sources.put(
        "Sample",
        provider(
            "Sample",
            statements,
            "sample",
            declaring("APP_SAMPLE"),
            "throw new AssertionError();"));
    return jar;
  }

  /** One whose {@code settings} does that. */
  static AdapterJar declaredBy(String statements) {
    var jar = ofTarget("sample", "APP_SAMPLE");
    jar.sources.put(
        "Sample",
        provider("Sample", "", "sample", statements, "throw new IllegalStateException();"));
    return jar;
  }

  AdapterJar with(String type, String source) {
    sources.put(type, "package sample;\n" + source);
    return this;
  }

  /** Compiled, but not in the jar. */
  AdapterJar without(String type) {
    leftOut.add(type);
    return this;
  }

  AdapterJar naming(String provider) {
    named.clear();
    named.add(provider);
    return this;
  }

  /** As if for a Java to come. */
  AdapterJar forLaterJava() {
    later = true;
    return this;
  }

  /** Writes it. */
  public Path writeTo(Path jar) throws IOException {
    var work = Files.createTempDirectory("adapter");
    try {
      compile(work);
      pack(work, jar);
    } finally {
      delete(work);
    }
    return jar;
  }

  private void compile(Path work) throws IOException {
    var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", work.toString(), "-cp"));
    command.add(System.getProperty("java.class.path"));
    for (var source : sources.entrySet()) {
      var file = work.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      command.add(file.toString());
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, command.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("does not compile: " + sources);
    }
  }

  private void pack(Path work, Path jar) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(work.resolve("sample"))) {
      for (var file : files.sorted().toList()) {
        add(out, file);
      }
      out.putNextEntry(new ZipEntry(SERVICE));
      out.write((String.join("\n", named) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void add(ZipOutputStream out, Path file) throws IOException {
    var name = file.getFileName().toString();
    if (leftOut.contains(name.replace(".class", ""))) {
      return;
    }
    var content = Files.readAllBytes(file);
    if (later) {
      content[MAJOR_VERSION] = LATER;
    }
    out.putNextEntry(new ZipEntry("sample/" + name));
    out.write(content);
  }

  private static String provider(
      String type, String constructor, String name, String settings, String open) {
    return """
    package sample;
    import dev.runtimeagent.application.runtime.*;
    import dev.runtimeagent.application.setting.*;
    import java.util.*;
    public final class %1$s implements RuntimeProvider {
      public %1$s() { %2$s }
      @Override public String name() { return "%3$s"; }
      @Override public Set<Facet> facets() { return Set.of(Facet.TARGET); }
      @Override public List<Setting<?>> settings() { %4$s }
      @Override public Opening open(
          Set<Facet> facets, SettingValues settings, Surroundings surroundings) {
        %5$s
      }
    }
    """
        .formatted(type, constructor, name, settings, open);
  }

  private static String declaring(String setting) {
    return """
    return List.of(
        Setting.optional("%1$s", SettingType.PORT, "where it listens"),
        Setting.optional("%1$s_PASSWORD", SettingType.SECRET, "what it asks for"));
    """
        .formatted(setting);
  }

  private static final String NOTHING =
      """
      package sample;
      import dev.runtimeagent.application.port.*;
      import dev.runtimeagent.domain.catalog.Application;
      import dev.runtimeagent.domain.plan.HeldApplication;
      import java.util.List;
      final class Nothing implements ApplicationTarget {
        @Override public Holdings holdings() { return new Holdings.Held(List.of()); }
        @Override public Fit fit(Application application, String name) {
          return new Fit.Unfit("nothing is held here");
        }
        @Override public Outcome create(Application application, String name) {
          return new Outcome.Failed("nothing is held here");
        }
        @Override public Outcome update(HeldApplication held, Application application) {
          return new Outcome.Failed("nothing is held here");
        }
        @Override public Outcome delete(HeldApplication held) { return new Outcome.Done(); }
        @Override public Watch watch(Runnable changed) { return () -> {}; }
      }
      """;
}
