package dev.runtimeagent.domain.credential;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential together with the connection it stands for. URLs, runtime id and tenant belong to
 * the generation, not to the configuration, once its first synchronization succeeded (design, 3).
 *
 * @param formerEndpoints what was in use before Compass announced others, to fall back to
 * @param tenant absent where it was not known when a connection was taken over
 * @param established when the connection was paired; kept through renewals
 * @param acquired when this certificate was issued to us
 * @param renewed when the last renewal happened, absent before the first
 * @param bound whether a synchronization with it has succeeded
 */
public record Generation(
    ClientCredential credential,
    Endpoints endpoints,
    Optional<Endpoints> formerEndpoints,
    String runtimeId,
    Optional<String> tenant,
    Instant established,
    Instant acquired,
    Optional<Instant> renewed,
    boolean bound) {

  public String fingerprint() {
    return credential.facts().fingerprint();
  }

  public Generation withEndpoints(Endpoints current, Optional<Endpoints> former) {
    return new Generation(
        credential, current, former, runtimeId, tenant, established, acquired, renewed, bound);
  }

  public Generation withIdentity(String newRuntimeId, Optional<String> newTenant) {
    return new Generation(
        credential,
        endpoints,
        formerEndpoints,
        newRuntimeId,
        newTenant,
        established,
        acquired,
        renewed,
        bound);
  }

  public Generation asBound() {
    return new Generation(
        credential,
        endpoints,
        formerEndpoints,
        runtimeId,
        tenant,
        established,
        acquired,
        renewed,
        true);
  }

  /** The generation that follows this one when its certificate is renewed. */
  public Generation renewedWith(ClientCredential newer, Endpoints announced, Instant at) {
    return new Generation(
        newer,
        announced,
        announced.equals(endpoints) ? formerEndpoints : Optional.of(endpoints),
        runtimeId,
        tenant,
        established,
        at,
        Optional.of(at),
        bound);
  }
}
