package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.StoredCredentials;

/** What the credential store held at start. */
public sealed interface Loaded {
  /** Credentials that can be probed: see {@link StoredCredentials#inOrder} and {@code foreign}. */
  record Credentials(StoredCredentials stored) implements Loaded {}

  /** There is certainly no credential; perhaps there are spent tokens or an account of losses. */
  record Nothing(StoredCredentials stored) implements Loaded {}

  /**
   * It cannot be said; nothing may be spent, overwritten or concluded.
   *
   * @param problem what happened to which thing, and what to do
   */
  record Unreadable(String problem) implements Loaded {}
}
