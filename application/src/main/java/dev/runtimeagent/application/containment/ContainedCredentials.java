package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.Optional;

/** A credential store that always answers. */
public final class ContainedCredentials implements CredentialStore {
  private final CredentialStore store;
  private final Containment containment;

  public ContainedCredentials(CredentialStore store, Containment containment) {
    this.store = store;
    this.containment = containment;
  }

  @Override
  public Stored<StoredCredentials> load() {
    return containment.ask("reading the credential", store::load, Stored.Unreadable::new);
  }

  @Override
  public Writing save(StoredCredentials credentials, String expected) {
    return containment.ask(
        "storing the credential", () -> store.save(credentials, expected), Writing.Failed::new);
  }

  @Override
  public Writing saveAuthorities(String pem) {
    return containment.ask(
        "storing the authorities", () -> store.saveAuthorities(pem), Writing.Failed::new);
  }

  @Override
  public Stored<String> loadAuthorities() {
    return containment.ask(
        "reading the authorities", store::loadAuthorities, Stored.Unreadable::new);
  }

  @Override
  public Watch follow() {
    return containment.watch("following the credential store", store::follow);
  }

  @Override
  public Optional<String> rehearse() {
    return containment.ask("rehearsing the storing", store::rehearse, Optional::of);
  }
}
