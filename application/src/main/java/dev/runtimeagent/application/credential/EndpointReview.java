package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.domain.credential.Generation;
import java.util.Optional;

/**
 * What to make of the URLs that Compass announces with each {@code configuration}: other ones
 * become current once Connector and Director both answered there (design, 5).
 */
public final class EndpointReview {
  private final Probe probe;
  private final CredentialCustody custody;

  public EndpointReview(Probe probe, CredentialCustody custody) {
    this.probe = probe;
    this.custody = custody;
  }

  /**
   * Adopts announced URLs for the current generation if they work.
   *
   * @return why they are not in use, naming both; empty if they are
   */
  Optional<String> review(Generation current, Connector.Configuration answer) {
    return switch (AnnouncedEndpoints.of(answer)) {
      case AnnouncedEndpoints.Unusable(var problem) ->
          Optional.of(
              "Compass announced " + problem + "; in use stay " + Advice.both(current.endpoints()));
      case AnnouncedEndpoints.Usable(var announced) when announced.equals(current.endpoints()) ->
          Optional.empty();
      case AnnouncedEndpoints.Usable(var announced) -> {
        var trouble = probe.troubleAt(Probe.at(current, announced));
        if (trouble.isEmpty()) {
          custody.adoptEndpoints(announced);
        }
        yield trouble.map(why ->
            "Compass announced other URLs ("
                + Advice.both(announced)
                + ") which do not work: "
                + why
                + "; in use stay "
                + Advice.both(current.endpoints()));
      }
    };
  }
}
