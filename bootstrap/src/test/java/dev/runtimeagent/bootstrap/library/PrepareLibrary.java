package dev.runtimeagent.bootstrap.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the folder of jars that the launcher starts from out of those that were compiled and
 * downloaded. Jars that are up to date are left alone, since the cache depends on their times.
 */
final class PrepareLibrary {
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
    Files.createDirectories(to);
    Set<Path> wanted = new HashSet<>();
    for (Path jar : jars(from)) {
      Path prepared = to.resolve(jar.getFileName());
      wanted.add(prepared);
      if (!isUpToDate(prepared, jar)) {
        form.write(jar, prepared);
      }
    }
    for (Path jar : jars(to)) {
      if (!wanted.contains(jar)) {
        Files.delete(jar);
      }
    }
  }

  private static boolean isUpToDate(Path prepared, Path jar) throws IOException {
    return Files.exists(prepared)
        && Files.getLastModifiedTime(prepared).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
