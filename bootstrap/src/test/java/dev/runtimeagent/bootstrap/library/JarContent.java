package dev.runtimeagent.bootstrap.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What a jar holds, in its order. */
record JarContent(SequencedMap<String, Entry> entries) {
  private static final String CLASS = ".class";

  // A class of its own, since Error Prone forbids arrays as components of records.
  static final class Entry {
    private final LocalDateTime time;
    private final byte[] bytes;

    Entry(LocalDateTime time, byte[] bytes) {
      this.time = time;
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    Entry with(byte[] changed) {
      return new Entry(time, changed);
    }
  }

  static JarContent of(Path jar) throws IOException {
    var entries = new LinkedHashMap<String, Entry>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), new Entry(entry.getTimeLocal(), in.readAllBytes()));
        }
      }
    }
    return new JarContent(entries);
  }

  /** Whether it is a class that can be loaded by its name, of whichever version of Java. */
  static boolean isClass(String entry) {
    return entry.endsWith(CLASS) && !entry.contains("-info.");
  }

  /** The name of the class in an entry, with slashes. */
  static String className(String entry) {
    return entry
        .substring(0, entry.length() - CLASS.length())
        .replaceFirst("^META-INF/versions/\\d+/", "");
  }

  /** The entries whose names fit, and those alone. */
  JarContent only(Predicate<String> wanted) {
    var some = new LinkedHashMap<>(entries);
    some.keySet().removeIf(wanted.negate());
    return new JarContent(some);
  }

  /** Leaves a file alone that holds just this: the cache depends on its time. */
  void writeTo(Path jar) throws IOException {
    byte[] bytes = bytes();
    if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), bytes)) {
      return;
    }
    Path aside = jar.resolveSibling(jar.getFileName() + ".new");
    Files.write(aside, bytes);
    Files.move(aside, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        ZipEntry copy = new ZipEntry(entry.getKey());
        copy.setTimeLocal(entry.getValue().time);
        out.putNextEntry(copy);
        out.write(entry.getValue().bytes);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
