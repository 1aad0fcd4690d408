package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.RuntimeProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** What jars say of the providers they hold, compared with what they hold. */
final class ServiceFiles {
  private static final String NAME = "META-INF/services/" + RuntimeProvider.class.getName();

  private ServiceFiles() {}

  /** What is wrong with jars of {@code folder}, or with any provider on the class path. */
  static List<String> check(ClassLoader loader, Path folder) {
    var problems = new ArrayList<String>();
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : jars) {
        unreadable(jar).ifPresent(problems::add);
      }
    } catch (IOException e) {
      problems.add(
          "cannot list " + folder + " (" + e.getClass().getSimpleName() + "); make it readable");
    }
    Collections.sort(problems);
    problems.addAll(check(loader));
    return problems;
  }

  /** What is wrong with any provider on the class path. */
  static List<String> check(ClassLoader loader) {
    var problems = new ArrayList<String>();
    var jars = new TreeMap<String, List<String>>();
    try {
      for (var file : Collections.list(loader.getResources(NAME))) {
        for (var provider : providers(file)) {
          jars.computeIfAbsent(provider, _ -> new ArrayList<>()).add(origin(file));
        }
      }
    } catch (IOException e) {
      problems.add("the service files " + NAME + " cannot be read: " + Explanation.of(e));
    }
    for (Map.Entry<String, List<String>> entry : jars.entrySet()) {
      var where = entry.getValue();
      if (where.size() > 1) {
        problems.add(
            "%s hold the provider %s each; remove all of them but one"
                .formatted(String.join(" and ", where), entry.getKey()));
      } else {
        unusable(loader, entry.getKey())
            .map(problem -> where.getFirst() + ": " + problem)
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** The jar or folder that a class is of, which a class out of the start-up cache may not know. */
  static String origin(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .flatMap(source -> Optional.ofNullable(source.getLocation()))
        .map(ServiceFiles::path)
        .orElse("an unknown jar");
  }

  /** On a class path such a jar counts as none, in silence. */
  private static Optional<String> unreadable(Path jar) {
    if (String.valueOf(jar.getFileName()).contains(File.pathSeparator)) {
      return Optional.of(
          "%s has a \"%s\" in its name, which parts names on a class path; rename it"
              .formatted(jar, File.pathSeparator));
    }
    try (var _ = new ZipFile(jar.toFile())) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "%s cannot be read as a jar (%s); copy it anew, or remove it"
              .formatted(jar, e.getClass().getSimpleName()));
    }
  }

  private static Optional<String> unusable(ClassLoader loader, String name) {
    try {
      var type = Class.forName(name, false, loader);
      if (!RuntimeProvider.class.isAssignableFrom(type)) {
        return Optional.of(name + " is named as a provider, but is no RuntimeProvider");
      }
      var _ = type.getConstructor();
      return Optional.empty();
    } catch (ClassNotFoundException _) {
      return Optional.of(
          "it names the provider "
              + name
              + ", which is in no jar: mend its "
              + NAME
              + ", or remove the jar");
    } catch (NoSuchMethodException _) {
      return Optional.of("the provider " + name + " has no public constructor without parameters");
    } catch (LinkageError e) {
      return Optional.of(
          "the provider "
              + name
              + " cannot be loaded: "
              + Explanation.of(e)
              + ", or remove the jar");
    }
  }

  private static List<String> providers(URL file) throws IOException {
    try (var in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private static String origin(URL file) {
    var text = file.toString();
    var jar = text.indexOf("!/");
    return jar < 0
        ? text.replaceFirst("^file:", "").replace(NAME, "")
        : text.substring(0, jar).replaceFirst("^jar:file:", "");
  }

  private static String path(URL location) {
    try {
      return Path.of(location.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return location.toString();
    }
  }
}
