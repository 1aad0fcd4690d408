package dev.runtimeagent.bootstrap.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Gives a jar another form: without its signature, and with classes in theirs. The cache holds no
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

  JarContent of(JarContent jar) throws IOException {
    var formed = new LinkedHashMap<String, JarContent.Entry>();
    for (Map.Entry<String, JarContent.Entry> entry : jar.entries().entrySet()) {
      String name = entry.getKey();
      if (!SIGNATURE.matcher(name).matches()) {
        formed.put(name, entry.getValue().with(formed(name, entry.getValue().bytes())));
      }
    }
    return new JarContent(formed);
  }

  private byte[] formed(String name, byte[] content) throws IOException {
    if (name.equals(JarFile.MANIFEST_NAME)) {
      return withoutDigests(content);
    }
    // Those of other versions of Java are never cached.
    return JarContent.isClass(name) && !name.startsWith("META-INF/")
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
}
