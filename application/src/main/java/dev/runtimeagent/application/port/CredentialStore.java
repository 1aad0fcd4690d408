package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.Optional;

/** For keeping credentials: one write holds all generations, so that none is ever half there. */
public interface CredentialStore {
  Stored<StoredCredentials> load();

  /**
   * Writes keys and values of ours; foreign ones, labels and annotations survive (B-064, W-28).
   *
   * @param expected the version last read, or {@link Writing#ABSENT}
   */
  Writing save(StoredCredentials credentials, String expected);

  /** Makes the separate copy of the authorities (B-060, {@code cacert}) hold {@code pem}. */
  Writing saveAuthorities(String pem);

  /** The separate copy of the authorities. */
  Stored<String> loadAuthorities();

  /**
   * Where looking costs something, lets {@link #load} and {@link #loadAuthorities} be answered,
   * until closed, by what is known of the store as long as changes of others are heard of.
   */
  default Watch follow() {
    return () -> {};
  }

  /** A dry run of {@link #save}: what would keep it from working, in words, or empty. */
  Optional<String> rehearse();
}
