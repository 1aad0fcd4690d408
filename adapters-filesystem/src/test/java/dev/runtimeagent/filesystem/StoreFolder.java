package dev.runtimeagent.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A store's folder as tests look at it, from outside. */
public final class StoreFolder {
  private StoreFolder() {}

  /** Writes as an editor does that writes in place. */
  public static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** Names of all files in the folder of {@code file}. */
  public static List<String> around(Path file) throws IOException {
    try (var files = Files.list(file.getParent())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Puts a folder in place of {@code file}. */
  public static void obstruct(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.move(file, file.resolveSibling("aside"));
    }
    Files.createDirectories(file.resolve("in the way"));
  }

  /** Undoes {@link #obstruct}. */
  public static void clear(Path file) throws IOException {
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    if (Files.exists(file.resolveSibling("aside"))) {
      Files.move(file.resolveSibling("aside"), file);
    }
  }
}
