package dev.runtimeagent.bootstrap.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar anew without its signature, and with classes in another form. The cache holds no
 * class of a signed jar. What the signature vouches for, Maven has checked by then; the platform
 * asks for one only of providers of cryptography where export rules demand it, and OpenJDK's do
 * not.
 */
final class JarForm {
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private final ClassForm classes;

  JarForm(ClassForm classes) {
    this.classes = classes;
  }

  /** Writes {@code to}, or copies {@code jar} if there is nothing to change. */
  void write(Path jar, Path to) throws IOException {
    Path aside = to.resolveSibling(to.getFileName() + ".new");
    if (!rewrite(jar, aside)) {
      Files.copy(jar, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(aside, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean rewrite(Path jar, Path to) throws IOException {
    boolean changed = false;
    Map<ZipEntry, byte[]> content = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] before = bytes(zip, entry);
        if (SIGNATURE.matcher(entry.getName()).matches()) {
          changed = true;
        } else {
          byte[] after = changed(entry.getName(), before);
          changed |= !Arrays.equals(after, before);
          content.put(entry, after);
        }
      }
    }
    if (changed) {
      store(content, to);
    }
    return changed;
  }

  private byte[] changed(String name, byte[] content) throws IOException {
    if (name.equals(JarFile.MANIFEST_NAME)) {
      return withoutDigests(content);
    }
    // Those of other versions of Java, and descriptions of modules, are never cached.
    return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info.")
        ? classes.of(name, content)
        : content;
  }

  private static byte[] withoutDigests(byte[] content) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(content));
    if (manifest.getEntries().isEmpty()) {
      return content;
    }
    manifest.getEntries().clear();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void store(Map<ZipEntry, byte[]> content, Path to) throws IOException {
    try (OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<ZipEntry, byte[]> entry : content.entrySet()) {
        ZipEntry copy = new ZipEntry(entry.getKey().getName());
        copy.setTimeLocal(entry.getKey().getTimeLocal());
        out.putNextEntry(copy);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }
}
