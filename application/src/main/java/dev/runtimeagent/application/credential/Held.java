package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.List;
import java.util.Optional;

/**
 * What memory holds and what is known of the store.
 *
 * @param durable what the store held when it was last read or written
 * @param problem why memory is not durable; empty if it is
 */
record Held(
    boolean loaded,
    StoredCredentials memory,
    StoredCredentials durable,
    String version,
    Optional<String> problem) {
  static final Held NOT_LOADED =
      new Held(
          false, StoredCredentials.NONE, StoredCredentials.NONE, Writing.ABSENT, Optional.empty());

  /** What was just read. */
  static Held of(StoredCredentials content, String version) {
    return new Held(true, content, content, version, Optional.empty());
  }

  Held with(StoredCredentials changed) {
    return new Held(loaded, changed, durable, version, problem);
  }

  Held expecting(String newVersion) {
    return new Held(loaded, memory, durable, newVersion, problem);
  }

  Held troubledBy(String trouble) {
    return new Held(loaded, memory, durable, version, Optional.of(trouble));
  }

  Held stored(String newVersion) {
    return new Held(loaded, memory, memory, newVersion, Optional.empty());
  }

  boolean isNothing() {
    return problem.isEmpty() && !memory.holdsCredential();
  }

  /** The newest generation that memory has and the store lacked when it was last seen. */
  Optional<Generation> unstored() {
    return problem.isEmpty()
        ? Optional.empty()
        : memory.inOrder().stream().filter(g -> !isIn(durable, g)).findFirst();
  }

  /** Whether {@code content} holds a credential that is neither ours nor was there before. */
  boolean isStrange(StoredCredentials content) {
    return !strangers(content).isEmpty() || strangeForeign(content).isPresent();
  }

  List<Generation> strangers(StoredCredentials content) {
    return content.inOrder().stream()
        .filter(g -> !isWhollyIn(memory, g) && !isWhollyIn(durable, g))
        .toList();
  }

  Optional<ClientCredential> strangeForeign(StoredCredentials content) {
    return content.foreign().filter(f -> !knows(memory, f) && !knows(durable, f));
  }

  /** Whether its certificate is there, with whatever URLs and ids. */
  static boolean isIn(StoredCredentials credentials, Generation generation) {
    return holds(credentials, generation.fingerprint());
  }

  private static boolean isWhollyIn(StoredCredentials credentials, Generation generation) {
    return credentials.inOrder().stream()
        .anyMatch(g ->
            g.fingerprint().equals(generation.fingerprint())
                && g.endpoints().equals(generation.endpoints())
                && g.runtimeId().equals(generation.runtimeId())
                && g.tenant().equals(generation.tenant()));
  }

  private static boolean knows(StoredCredentials credentials, ClientCredential foreign) {
    var fingerprint = foreign.facts().fingerprint();
    return holds(credentials, fingerprint)
        || credentials
            .foreign()
            .filter(f -> f.facts().fingerprint().equals(fingerprint))
            .isPresent();
  }

  private static boolean holds(StoredCredentials credentials, String fingerprint) {
    return credentials.inOrder().stream().anyMatch(g -> g.fingerprint().equals(fingerprint));
  }
}
