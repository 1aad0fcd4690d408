package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.Optional;

/** Credentials in memory. */
public final class InMemoryCredentialStore implements CredentialStore {
  private final InMemoryRecord<StoredCredentials> credentials = new InMemoryRecord<>();
  private final InMemoryRecord<String> authorities = new InMemoryRecord<>();

  /** What is kept, and its failures. */
  public InMemoryRecord<StoredCredentials> credentials() {
    return credentials;
  }

  /** The copy of the authorities, and its failures. */
  public InMemoryRecord<String> authorities() {
    return authorities;
  }

  @Override
  public Stored<StoredCredentials> load() {
    return credentials.read();
  }

  @Override
  public Writing save(StoredCredentials newer, String expected) {
    return credentials.write(newer, expected);
  }

  @Override
  public Writing saveAuthorities(String pem) {
    return authorities.overwrite(pem);
  }

  @Override
  public Stored<String> loadAuthorities() {
    return authorities.read();
  }

  @Override
  public Optional<String> rehearse() {
    return credentials.problem();
  }
}
