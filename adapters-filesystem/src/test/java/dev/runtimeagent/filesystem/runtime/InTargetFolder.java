package dev.runtimeagent.filesystem.runtime;

import static dev.runtimeagent.application.port.ApplicationTargetContract.BUNDLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.filesystem.InStoreFolder;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A folder with Applications, as tests look at it from outside. */
abstract class InTargetFolder extends InStoreFolder {
  Instant now = Instant.parse("2026-06-01T00:00:00Z");

  public ApplicationTarget open() {
    return new FileApplicationTarget(
        layout,
        new DurableFiles(),
        new KymaForm(
            new KymaForm.Settings("http://gateway.example", false, "kyma-system", Set.of())),
        () -> now);
  }

  Path application(String name) {
    return layout.applications().resolve(name + ".yaml");
  }

  /** The Secret with the credentials of the only bundle. */
  Path secret() {
    return layout.secrets().resolve(SecretName.credentials("shop", BUNDLE) + ".yaml");
  }

  static HeldApplication held(ApplicationTarget target, String name) {
    return ((Holdings.Held) target.holdings())
        .applications().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  static HeldApplication held(ApplicationTarget target) {
    assertThat(target.holdings()).isInstanceOf(Holdings.Held.class);
    var held = ((Holdings.Held) target.holdings()).applications();
    assertThat(held).hasSize(1);
    return held.getFirst();
  }

  static void edit(Path file, String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst(from, to));
  }

  static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
