package dev.runtimeagent.domain.plan;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An Application that a Runtime holds.
 *
 * @param applicationId Compass' id of it; absent where nothing says so
 * @param owned whether it is marked as ours (design, 6.2)
 * @param digest of all fields of ours as they are now; differs from that of the wanted ones if and
 *     only if there is something to write
 * @param entries what it offers, as {@code bundle id/definition id}
 * @param credentialBundles ids of the bundles it has credentials for
 * @param version names this very content to the target
 */
public record HeldApplication(
    String name,
    Optional<String> applicationId,
    boolean owned,
    String digest,
    Set<String> entries,
    Set<String> credentialBundles,
    String version) {
  public HeldApplication {
    Objects.requireNonNull(name);
    Objects.requireNonNull(applicationId);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(version);
    entries = Set.copyOf(entries);
    credentialBundles = Set.copyOf(credentialBundles);
  }
}
