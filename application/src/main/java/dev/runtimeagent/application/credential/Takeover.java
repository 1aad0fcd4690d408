package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Endpoints;
import java.util.Optional;

/**
 * What a credential of another agent is completed with, since the credential itself does not tell
 * (design, 3).
 *
 * @param endpoints those of the connection document's {@code managementInfo}
 * @param runtimeId the configured one; if absent, Compass is asked
 * @param tenant the configured one; if absent, it is left out
 */
public record Takeover(
    Optional<Endpoints> endpoints, Optional<String> runtimeId, Optional<String> tenant) {
  public static final Takeover NOTHING_KNOWN =
      new Takeover(Optional.empty(), Optional.empty(), Optional.empty());
}
