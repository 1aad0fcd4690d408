package dev.runtimeagent.filesystem.runtime;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static dev.runtimeagent.application.port.ApplicationTargetContract.BUNDLE;
import static dev.runtimeagent.filesystem.StoreFolder.permissions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.plan.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Secrets that belong to an Application, and those that do not. */
class FileSecretsTest extends InTargetFolder {
  @Test
  void keepsSecretsFromEverybodyElse() throws IOException {
    open().create(APPLICATION, "shop");

    assertThat(permissions(secret())).isEqualTo("rw-------");
    assertThat(permissions(layout.secrets())).isEqualTo("rwx------");
  }

  @Test
  void takesFromEverybodyElseASecretThatWasOpened() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    var wanted = held(target).digest();
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(held(target).digest()).isNotEqualTo(wanted);

    assertThat(target.update(held(target), APPLICATION)).isEqualTo(new Outcome.Done());

    assertThat(held(target).digest()).isEqualTo(wanted);
    assertThat(permissions(secret())).isEqualTo("rw-------");
  }

  @Test
  void leavesOpenASecretOfSomebodyElse() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    var theirs = layout.secrets().resolve("theirs.yaml");
    Files.writeString(theirs, "kind: Secret\nmetadata: {name: theirs, labels: {app: shop}}\n");
    var wanted = held(target).digest();
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(held(target).digest()).isEqualTo(wanted);
    assertThat(Files.getPosixFilePermissions(theirs)).hasSize(4);
  }

  @Test
  void leavesAloneASecretOfSomebodyElse() throws IOException {
    var theirs =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: NAME}
        """
            .replace("NAME", SecretName.credentials("shop", BUNDLE));
    Files.createDirectories(layout.secrets());
    Files.writeString(secret(), theirs);

    assertThat(open().create(APPLICATION, "shop"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem()).contains(secret().toString()));
    assertThat(secret()).hasContent(theirs.strip());
  }

  @Test
  void removesSecretsWithTheirApplication() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");

    target.delete(held(target));

    assertThat(names(layout.applications())).isEmpty();
    assertThat(names(layout.secrets())).isEmpty();
  }

  @Test
  void givesSecretsAnOwnerOnlyIfTheApplicationHasAUid() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    assertThat(secret()).content().doesNotContain("ownerReferences");
    edit(application("shop"), "metadata:\n", "metadata:\n  uid: some-uid\n");

    target.update(held(target), APPLICATION);

    assertThat(application("shop")).content().contains("uid: some-uid");
    assertThat(secret()).content().contains("ownerReferences", "uid: some-uid");
  }

  @Test
  void removesSecretsThatACutDeletionLeftBehind() throws IOException {
    open().create(APPLICATION, "shop");
    open().create(APPLICATION, "other");
    var kept = names(layout.secrets()).stream().filter(name -> name.contains("other")).toList();
    var theirs = layout.secrets().resolve("theirs.yaml");
    Files.writeString(theirs, "kind: Secret\nmetadata: {name: theirs, labels: {app: shop}}\n");
    Files.delete(application("shop"));

    open().update(held(open()), APPLICATION);

    assertThat(names(layout.secrets())).hasSize(3).containsAll(kept).contains("theirs.yaml");
  }

  @Test
  void takesAFolderWithoutApplicationsForMissing() throws IOException {
    open().create(APPLICATION, "shop");
    Files.delete(application("shop"));

    open().create(APPLICATION, "other");

    assertThat(secret()).exists();
  }

  @Test
  void keepsTheSecretsOfARenameWhoseNamesBeginAlike() throws IOException {
    var target = open();
    var former = "shop-with-a-long-common-prefix-aaaa";
    var newer = "shop-with-a-long-common-prefix-bbbb";
    target.create(APPLICATION, former);
    var old = held(target);

    assertThat(target.create(APPLICATION, newer)).isEqualTo(new Outcome.Done());
    assertThat(target.delete(old)).isEqualTo(new Outcome.Done());

    assertThat(held(target).name()).isEqualTo(newer);
    assertThat(target.fit(APPLICATION, newer))
        .isEqualTo(new ApplicationTarget.Fit.Fits(held(target).digest(), List.of()));
    assertThat(layout.secrets().resolve(SecretName.credentials(newer, BUNDLE) + ".yaml"))
        .content()
        .contains("app: " + newer);
  }
}
