package dev.runtimeagent.bootstrap.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
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
    Files.createDirectories(to.resolve(SPARE));
    Map<Path, JarContent> jars = new TreeMap<>();
    for (Path jar : jars(from)) {
      jars.put(jar.getFileName(), form.of(JarContent.of(jar)));
    }
    Set<String> named = NamedClasses.of(jars.values());
    Predicate<String> spare =
        entry -> JarContent.isClass(entry) && !named.contains(JarContent.className(entry));
    for (Map.Entry<Path, JarContent> jar : jars.entrySet()) {
      jar.getValue().only(spare.negate()).writeTo(to.resolve(jar.getKey()));
      JarContent rest = jar.getValue().only(spare.or(PrepareLibrary::isFrame));
      Path prepared = to.resolve(SPARE).resolve(jar.getKey());
      if (rest.entries().keySet().stream().anyMatch(spare)) {
        rest.writeTo(prepared);
      } else {
        Files.deleteIfExists(prepared);
      }
    }
    for (Path folder : Set.of(to, to.resolve(SPARE))) {
      for (Path jar : jars(folder)) {
        if (!jars.containsKey(jar.getFileName())) {
          Files.delete(jar);
        }
      }
    }
  }

  /** Whether it says how to read the others: which versions of Java count, and what folders are. */
  private static boolean isFrame(String entry) {
    return entry.equals(JarFile.MANIFEST_NAME) || entry.endsWith("/");
  }

  private static Set<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.filter(file -> file.toString().endsWith(".jar")).toList());
    }
  }
}
