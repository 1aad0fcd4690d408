package dev.runtimeagent.filesystem.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  private final DurableFiles files = new DurableFiles();

  @TempDir Path folder;

  @Test
  void takesAFileWithSecretsFromOthers() throws IOException {
    var file = Files.writeString(folder.resolve("secret.yaml"), "data: {}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    files.restrict(file, Secrecy.OWNER_ONLY);

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Secrecy.OWNER_FILE);
  }

  @Test
  void hasNothingToTakeFromOthersOnceAFileIsGone() {
    assertThatCode(() -> files.restrict(folder.resolve("gone.yaml"), Secrecy.OWNER_ONLY))
        .doesNotThrowAnyException();
  }
}
