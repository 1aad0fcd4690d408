package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.CredentialForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials in the two Secrets of the Go agent (B-060…B-065), which may be in different
 * namespaces. All generations are in the first and so replaced by one request.
 */
public final class KubernetesCredentialStore implements CredentialStore {
  private final KeptSecret<StoredCredentials> credentials;
  private final KeptSecret<String> authorities;
  private final Pause pause;

  /**
   * The store in two Secrets.
   *
   * @param pause for waiting before watching again what could not be watched
   * @param credentials Secret of the client certificate
   * @param authorities Secret of the copy of the authorities
   */
  public KubernetesCredentialStore(
      KubernetesApi api,
      Pause pause,
      Certificates certificates,
      NamespacedName credentials,
      NamespacedName authorities) {
    this.pause = pause;
    this.credentials =
        new KeptSecret<>(
            api, credentials, CredentialForm::isOurs, new CredentialForm(certificates)::read);
    this.authorities =
        new KeptSecret<>(
            api, authorities, CredentialForm.AUTHORITIES::equals, CredentialForm::readAuthorities);
  }

  @Override
  public Stored<StoredCredentials> load() {
    return credentials.read();
  }

  @Override
  public Writing save(StoredCredentials newer, String expected) {
    return credentials.write(CredentialForm.entries(newer), expected);
  }

  @Override
  public Writing saveAuthorities(String pem) {
    return authorities.overwrite(Map.of(CredentialForm.AUTHORITIES, SecretText.of(pem)));
  }

  @Override
  public Stored<String> loadAuthorities() {
    return authorities.read();
  }

  @Override
  public Watch follow() {
    var client = credentials.follow(pause);
    var copy = authorities.follow(pause);
    return () -> {
      client.close();
      copy.close();
    };
  }

  @Override
  public Optional<String> rehearse() {
    return credentials.rehearse();
  }
}
