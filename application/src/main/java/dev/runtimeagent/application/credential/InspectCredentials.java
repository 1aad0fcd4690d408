package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.domain.connection.RefusalStreak;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the credential store in each cycle (design, 5): what is lost or damaged is written back
 * from memory, what somebody else put there is tried and adopted if it works.
 */
public final class InspectCredentials {
  private final CredentialCustody custody;
  private final Probe probe;
  private final Clock clock;
  private String judgedVersion = "";
  private RefusalStreak refusals = RefusalStreak.NONE;

  public InspectCredentials(CredentialCustody custody, Probe probe, Clock clock) {
    this.custody = custody;
    this.probe = probe;
    this.clock = clock;
  }

  public synchronized InspectionOutcome run(Takeover takeover) {
    return switch (custody.look()) {
      case Look.Intact _ -> new InspectionOutcome.Intact();
      case Look.Repaired(var detail) -> new InspectionOutcome.Repaired(detail);
      case Look.Troubled(var problem) -> new InspectionOutcome.Troubled(problem);
      case Look.Strange strange -> judge(strange, takeover);
    };
  }

  private InspectionOutcome judge(Look.Strange strange, Takeover takeover) {
    var version = strange.version();
    if (!version.equals(judgedVersion)) {
      judgedVersion = version;
      refusals = RefusalStreak.NONE;
    }
    var candidates = candidates(strange, takeover);
    if (candidates.isEmpty()) {
      return troubled(
          "somebody put another certificate into the credential store, and its URLs are not known;"
              + " ours stays in use");
    }
    var newest = candidates.getFirst();
    if (refusals.believed() && !isOursNewer(newest)) {
      return refusedAndNewer();
    }
    var unreachable = false;
    for (var candidate : candidates) {
      switch (probe.of(candidate, knownToUs(candidate))) {
        case Probe.Result.Works(var working, _) -> {
          custody.adopt(working, version);
          return new InspectionOutcome.Adopted(working);
        }
        case Probe.Result.Refused _ -> {}
        case Probe.Result.Unreachable _ -> unreachable = true;
      }
    }
    if (unreachable) {
      return troubled(
          "somebody put another certificate into the credential store, and Compass cannot be"
              + " reached with it; ours stays in use");
    }
    refusals = refusals.plus(clock.now());
    if (!refusals.believed()) {
      return troubled(
          "somebody put another certificate into the credential store, and Compass refused it; it"
              + " is tried again before ours is written back");
    }
    if (!isOursNewer(newest)) {
      return refusedAndNewer();
    }
    return custody
        .replace(version)
        .<InspectionOutcome>map(InspectionOutcome.Troubled::new)
        .orElseGet(() ->
            new InspectionOutcome.Repaired(
                "the credential store held another certificate that Compass refuses; ours has"
                    + " been written back"));
  }

  private List<Generation> candidates(Look.Strange strange, Takeover takeover) {
    var candidates = new ArrayList<>(strange.generations());
    strange
        .foreign()
        .ifPresent(foreign ->
            completed(takeover)
                .ifPresent(known ->
                    candidates.add(
                        ProveCredential.generation(
                            foreign,
                            known.endpoints().orElseThrow(),
                            known.runtimeId().orElseThrow(),
                            known))));
    return candidates;
  }

  /** What another agent's certificate lacks is taken from ours, the connection being one. */
  private Optional<Takeover> completed(Takeover takeover) {
    var current = custody.current();
    var endpoints = takeover.endpoints().or(() -> current.map(Generation::endpoints));
    var runtimeId = current.map(Generation::runtimeId).or(takeover::runtimeId);
    var tenant = current.map(Generation::tenant).orElse(takeover.tenant());
    return endpoints.isPresent() && runtimeId.isPresent()
        ? Optional.of(new Takeover(endpoints, runtimeId, tenant, takeover.times()))
        : Optional.empty();
  }

  /** Compass may have moved since theirs was stored, and would be silent there for ever. */
  private Optional<Endpoints> knownToUs(Generation theirs) {
    return custody
        .current()
        .filter(ours -> ours.runtimeId().equals(theirs.runtimeId()))
        .map(Generation::endpoints)
        .filter(urls -> !urls.equals(theirs.endpoints()));
  }

  private boolean isOursNewer(Generation candidate) {
    return custody
        .current()
        .filter(ours ->
            ours.credential()
                .facts()
                .notBefore()
                .isAfter(candidate.credential().facts().notBefore()))
        .isPresent();
  }

  private InspectionOutcome refusedAndNewer() {
    return troubled(
        "the credential store holds a newer certificate than ours that Compass refuses; ours stays"
            + " in use and is not stored: restore the credential store or delete it, and ours is"
            + " written back");
  }

  private InspectionOutcome troubled(String problem) {
    custody.leave(judgedVersion, problem);
    return new InspectionOutcome.Troubled(problem);
  }
}
