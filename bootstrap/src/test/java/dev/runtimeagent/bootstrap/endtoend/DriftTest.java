package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody else changes in the store is put back without a synchronization. */
class DriftTest {
  @RegisterExtension final Scene scene = Scene.usual();

  @BeforeEach
  void synchronizeOnce() throws Exception {
    scene.putApplications(3);
    scene.synchronize("APP_CONTROLLER_SYNC_PERIOD=1h");
    scene.compass().requests().clear();
  }

  @Test
  void anAlteredApplicationIsPutBack() throws Exception {
    var file = scene.store().applications().resolve("mp-app-1.yaml");
    var wanted = scene.store().read(file);
    Files.writeString(file, Files.readString(file).replace("app-1.example", "elsewhere.example"));
    assertThat(scene.store().read(file)).isNotEqualTo(wanted);
    scene
        .store()
        .await(scene.store().applications(), () -> scene.store().read(file).equals(wanted));
    assertThat(scene.compass().requests().all()).isEmpty();
    assertThat(scene.agent().state()).isEqualTo("Synchronized");
  }

  @Test
  void whatIsDeletedIsPutBack() throws Exception {
    var application = scene.store().applications().resolve("mp-app-1.yaml");
    var secrets = scene.store().secrets();
    var wanted = scene.store().traces().keySet();
    Files.delete(application);
    try (var files = Files.newDirectoryStream(secrets)) {
      for (var secret : files) {
        Files.delete(secret);
      }
    }
    scene.store().await(secrets, () -> scene.store().traces().keySet().equals(wanted));
    assertThat(scene.compass().requests().all()).isEmpty();
    assertThat(scene.agent().state()).isEqualTo("Synchronized");
  }
}
