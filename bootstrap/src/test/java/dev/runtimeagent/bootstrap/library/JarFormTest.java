package dev.runtimeagent.bootstrap.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFormTest {
  private static final String MANIFEST = "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n";

  @TempDir private Path folder;
  private final JarForm form = new JarForm(new ClassForm());

  @Test
  void dropsTheSignatureAndKeepsTheRest() throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("META-INF/MANIFEST.MF", MANIFEST + "Name: a\r\nSHA-256-Digest: AAAA\r\n\r\n");
    content.put("META-INF/KEY.SF", "signature");
    content.put("META-INF/KEY.RSA", "signature");
    content.put("META-INF/services/thing", "kept");
    content.put("a", "kept too");
    Path to = folder.resolve("to.jar");
    form.write(jar(content), to);
    try (JarFile jar = new JarFile(to.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "META-INF/services/thing", "a");
      assertThat(jar.getManifest().getEntries()).isEmpty();
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
      assertThat(jar.getInputStream(jar.getEntry("a")).readAllBytes())
          .asString(UTF_8)
          .isEqualTo("kept too");
    }
  }

  @Test
  void copiesWhatIsAsItShouldBe() throws IOException {
    Path from = jar(Map.of("META-INF/MANIFEST.MF", MANIFEST));
    Path to = folder.resolve("to.jar");
    form.write(from, to);
    assertThat(to).hasSameBinaryContentAs(from);
  }

  private Path jar(Map<String, String> content) throws IOException {
    Path jar = folder.resolve("from.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : content.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }
}
