package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Endpoints;
import java.time.Instant;
import java.util.Optional;

/**
 * What a credential of another agent is completed with, since the credential itself does not tell
 * (design, 3).
 *
 * @param endpoints those of the connection document's {@code managementInfo}
 * @param runtimeId the configured one; if absent, Compass is asked
 * @param tenant the configured one; if absent, it is left out
 * @param times those of the connection document
 */
public record Takeover(
    Optional<Endpoints> endpoints,
    Optional<String> runtimeId,
    Optional<String> tenant,
    Times times) {
  public static final Takeover NOTHING_KNOWN =
      new Takeover(Optional.empty(), Optional.empty(), Optional.empty(), Times.UNKNOWN);

  /**
   * What the other agent told of its connection.
   *
   * @param notBefore of the certificate it told of, which may be another by now
   */
  public record Times(
      Optional<Instant> notBefore,
      Optional<Instant> established,
      Optional<Instant> acquired,
      Optional<Instant> renewed) {
    public static final Times UNKNOWN =
        new Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, if they are of the certificate that is valid from {@code start} on. */
    Times of(Instant start) {
      return notBefore.equals(Optional.of(start)) ? this : UNKNOWN;
    }
  }
}
