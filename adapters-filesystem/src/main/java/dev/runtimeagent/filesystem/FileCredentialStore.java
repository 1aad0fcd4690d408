package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.CredentialForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretForm;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.filesystem.document.DocumentFile;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.Secrecy;
import dev.runtimeagent.filesystem.document.WriteLock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials in two Secrets of a store, readable by nobody but the owner. */
public final class FileCredentialStore implements CredentialStore {
  private static final NamespacedName CREDENTIALS =
      new NamespacedName("kyma-system", "cluster-client-certificates");
  private static final NamespacedName AUTHORITIES =
      new NamespacedName("istio-system", "ca-certificates");

  private final DocumentFile<StoredCredentials> credentials;
  private final DocumentFile<String> authorities;

  public FileCredentialStore(StoreLayout layout, DurableFiles files, Certificates certificates) {
    var form = new CredentialForm(certificates);
    var lock = new WriteLock(layout.writeLock());
    this.credentials =
        new DocumentFile<>(
            layout.credentials(),
            Secrecy.OWNER_ONLY,
            files,
            lock,
            (Map<String, @Nullable Object> tree) -> read(form, tree));
    this.authorities =
        new DocumentFile<>(
            layout.authorities(),
            Secrecy.OWNER_ONLY,
            files,
            lock,
            FileCredentialStore::readAuthorities);
  }

  @Override
  public Stored<StoredCredentials> load() {
    return credentials.read();
  }

  @Override
  public Writing save(StoredCredentials newer, String expected) {
    return credentials.write(
        tree ->
            SecretForm.manifest(
                CREDENTIALS, CredentialForm.entries(newer), CredentialForm::isOurs, tree),
        expected);
  }

  @Override
  public Writing saveAuthorities(String pem) {
    return authorities.overwrite(tree ->
        SecretForm.manifest(
            AUTHORITIES,
            Map.of(CredentialForm.AUTHORITIES, SecretText.of(pem)),
            CredentialForm.AUTHORITIES::equals,
            tree));
  }

  @Override
  public Stored<String> loadAuthorities() {
    return authorities.read();
  }

  @Override
  public Optional<String> rehearse() {
    return credentials.rehearse();
  }

  private static Parsed<StoredCredentials> read(
      CredentialForm form, Map<String, @Nullable Object> tree) {
    return SecretForm.entries(tree, CredentialForm::isOurs).then(form::read);
  }

  private static Parsed<String> readAuthorities(Map<String, @Nullable Object> tree) {
    return SecretForm.entries(tree, CredentialForm.AUTHORITIES::equals)
        .then(CredentialForm::readAuthorities);
  }
}
