package dev.runtimeagent.filesystem;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static dev.runtimeagent.filesystem.StoreFolder.around;
import static dev.runtimeagent.filesystem.StoreFolder.permissions;
import static dev.runtimeagent.filesystem.StoreFolder.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.CredentialStoreContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class FileCredentialStoreTest extends InStoreFolder implements CredentialStoreContract {
  @Override
  public CredentialStore open() {
    return new FileCredentialStore(layout, new DurableFiles(), new FakeCertificates());
  }

  @Override
  public void damage() throws IOException {
    put(layout.credentials(), "kind: [garbage");
  }

  @Override
  public void makeUnreachable() throws IOException {
    StoreFolder.obstruct(layout.credentials());
  }

  @Override
  public void makeReachable() throws IOException {
    StoreFolder.clear(layout.credentials());
  }

  @Test
  void keepsSecretsFromEverybodyElse() throws IOException {
    open().save(CREDENTIALS, Writing.ABSENT);
    open().saveAuthorities("pem");

    assertThat(permissions(layout.credentials())).isEqualTo("rw-------");
    assertThat(permissions(layout.authorities())).isEqualTo("rw-------");
    assertThat(permissions(layout.root().resolve("credentials"))).isEqualTo("rwx------");
  }

  @Test
  void takesAwayPermissionsAlsoWhenItOnlyReads() throws IOException {
    open().save(CREDENTIALS, Writing.ABSENT);
    open().saveAuthorities("pem");
    var opened = PosixFilePermissions.fromString("rw-r--r--");
    Files.setPosixFilePermissions(layout.credentials(), opened);
    Files.setPosixFilePermissions(layout.authorities(), opened);

    open().load();
    open().loadAuthorities();

    assertThat(permissions(layout.credentials())).isEqualTo("rw-------");
    assertThat(permissions(layout.authorities())).isEqualTo("rw-------");
  }

  @Test
  void takesAwayPermissionsThatSomebodyGave() throws IOException {
    var version = written(open().save(CREDENTIALS, Writing.ABSENT));
    Files.setPosixFilePermissions(
        layout.credentials(), PosixFilePermissions.fromString("rw-r--r--"));

    open().save(CREDENTIALS, version);

    assertThat(permissions(layout.credentials())).isEqualTo("rw-------");
  }

  @Test
  void writesASecretThatKubectlTakes() throws IOException {
    open().save(ONLY_CURRENT, Writing.ABSENT);

    assertThat(layout.credentials())
        .content()
        .contains("apiVersion: v1", "kind: Secret", "name: cluster-client-certificates")
        .contains("namespace: kyma-system", "type: Opaque", "  crt: ", "  key: ", "  crtChain: ")
        .doesNotContain("BEGIN");
  }

  @Test
  void keepsWhatOthersPutIntoTheFile() throws IOException {
    put(
        layout.credentials(),
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: cluster-client-certificates
          labels: {team: mine}
        data: {theirs: dGhlaXJz}
        """);
    var read = open().load();

    assertThat(read).isInstanceOf(Stored.Found.class);
    assertThat(open().save(ONLY_CURRENT, ((Stored.Found<?>) read).version()))
        .isInstanceOf(Writing.Written.class);
    assertThat(layout.credentials()).content().contains("team: mine", "theirs: dGhlaXJz", "crt:");
  }

  @Test
  void replacesWhatIsDamagedOnlyOnRequestAndKeepsIt() throws IOException {
    put(layout.credentials(), "kind: Secret\ndata: {crt: Z2FyYmFnZQ==}\n");

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem())
                    .contains(layout.credentials().toString(), "key is missing"));
    assertThat(open().save(CREDENTIALS, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    assertThat(open().save(CREDENTIALS, Writing.DAMAGED)).isInstanceOf(Writing.Written.class);

    assertThat(open().load()).isInstanceOf(Stored.Found.class);
    assertThat(around(layout.credentials()))
        .hasSize(2)
        .anyMatch(name -> name.startsWith("cluster-client-certificates.yaml.damaged-"));
  }

  @Test
  void concludesNothingFromWhatCannotBeReached() throws IOException {
    Files.createDirectories(layout.credentials().resolve("a folder"));

    assertThat(open().load()).isInstanceOf(Stored.Unreadable.class);
    assertThat(open().save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Failed.class);
    assertThat(open().save(CREDENTIALS, Writing.DAMAGED)).isInstanceOf(Writing.Failed.class);
    assertThat(open().rehearse())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains(layout.credentials().toString()));
  }

  @Test
  void rehearsesTheFolderToo() throws IOException {
    put(layout.root().resolve("credentials"), "a file");

    assertThat(open().rehearse()).isPresent();
  }

  @Test
  void storesEvenIfTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();

    var writing = open().save(CREDENTIALS, Writing.ABSENT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(writing).isInstanceOf(Writing.Written.class);
  }

  @Test
  void neverShowsASecretInAProblem() throws IOException {
    put(layout.credentials(), "kind: Secret\nstringData: {key: canary, crt: [canary]}\n");

    assertThat(open().load().toString()).doesNotContain("canary");
  }

  private static String written(Writing writing) {
    assertThat(writing).isInstanceOf(Writing.Written.class);
    return ((Writing.Written) writing).version();
  }
}
