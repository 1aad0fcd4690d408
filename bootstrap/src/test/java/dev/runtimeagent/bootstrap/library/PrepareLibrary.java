package dev.runtimeagent.bootstrap.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes the folder of jars that the launcher starts from out of those that were compiled and
 * downloaded. The JVM keeps the table of contents of each jar in its heap, so classes that the
 * agent never comes to lie in jars of their own, in a folder {@code spare}: they are looked at only
 * if adapters were added, which may need them.
 */
final class PrepareLibrary {
  private static final String SPARE = "spare";

  private final Path from;
  private final Path to;
  private final JarForm form = new JarForm(new ClassForm());

  private PrepareLibrary(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  public static void main(String[] args) throws IOException {
    new PrepareLibrary(Path.of(args[0]), Path.of(args[1])).run();
  }

  private void run() throws IOException {
    Map<Path, JarContent> jars = new TreeMap<>();
    for (Path jar : jars(from)) {
      jars.put(jar.getFileName(), form.of(JarContent.of(jar)));
    }
    Set<String> named = NamedClasses.of(jars.values());
    Predicate<String> spare =
        entry -> JarContent.isClass(entry) && !named.contains(JarContent.className(entry));
    for (Map.Entry<Path, JarContent> jar : jars.entrySet()) {
      write(
          jar.getValue().only(spare.negate().and(PrepareLibrary::isFile)),
          to.resolve(jar.getKey()));
      write(jar.getValue().only(spare), to.resolve(SPARE).resolve(jar.getKey()));
    }
    for (Path folder : Set.of(to, to.resolve(SPARE))) {
      for (Path jar : jars(folder)) {
        if (!jars.containsKey(jar.getFileName())) {
          Files.delete(jar);
        }
      }
    }
  }

  private static boolean isFile(String entry) {
    return !entry.endsWith("/");
  }

  private static void write(JarContent content, Path jar) throws IOException {
    if (content.entries().isEmpty()) {
      Files.deleteIfExists(jar);
    } else {
      Files.createDirectories(jar.getParent());
      content.writeTo(jar);
    }
  }

  private static Set<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.filter(file -> file.toString().endsWith(".jar")).toList());
    }
  }
}
