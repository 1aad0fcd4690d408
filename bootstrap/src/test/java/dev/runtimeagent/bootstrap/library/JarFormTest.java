package dev.runtimeagent.bootstrap.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class JarFormTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final JarForm form = new JarForm(new ClassForm());

  @Test
  void dropsTheSignatureAndKeepsTheRest() throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    content.put(
        JarFile.MANIFEST_NAME,
        "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\nName: a\r\nSHA-256-Digest: AA\r\n\r\n");
    content.put("META-INF/KEY.SF", "signature");
    content.put("META-INF/KEY.RSA", "signature");
    content.put("META-INF/services/thing", "kept");
    content.put("a", "kept too");

    JarContent formed = form.of(jar(content));

    assertThat(formed.entries().keySet())
        .containsExactly(JarFile.MANIFEST_NAME, "META-INF/services/thing", "a");
    Manifest manifest =
        new Manifest(new ByteArrayInputStream(bytes(formed, JarFile.MANIFEST_NAME)));
    assertThat(manifest.getEntries()).isEmpty();
    assertThat(manifest.getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    assertThat(bytes(formed, "a")).asString(UTF_8).isEqualTo("kept too");
  }

  @Test
  void keepsAManifestWithoutDigestsAsItIs() throws IOException {
    String manifest = "Multi-Release: true\nManifest-Version: 1.0\n\n";
    JarContent formed = form.of(jar(Map.of(JarFile.MANIFEST_NAME, manifest)));
    assertThat(bytes(formed, JarFile.MANIFEST_NAME)).asString(UTF_8).isEqualTo(manifest);
  }

  private static byte[] bytes(JarContent jar, String name) {
    return Objects.requireNonNull(jar.entries().get(name), name).bytes();
  }

  private static JarContent jar(Map<String, String> content) {
    var entries = new LinkedHashMap<String, JarContent.Entry>();
    content.forEach(
        (name, text) -> entries.put(name, new JarContent.Entry(TIME, text.getBytes(UTF_8))));
    return new JarContent(entries);
  }
}
