package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Happenings;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * While nothing changes, nothing is written but times once a minute, and a cycle is one round of
 * requests to the Director.
 */
public final class Quiet extends Invariant {
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(59);
  private static final Duration UPKEEP = Duration.ofMinutes(2);

  private boolean on;
  private String round = "";
  private Instant upkeep = Instant.EPOCH;
  private Instant written = Instant.EPOCH;
  private Optional<ConnectionDocument> before = Optional.empty();

  Quiet(World world) {
    super(world);
  }

  /** From now on nothing changes for so long. */
  public void expect(Duration duration) {
    on = true;
    world().time().runUntil(world().time().now().plus(duration));
    on = false;
    world().invariants().check();
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("ConnectionDocuments.write")) {
      before = document();
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (!on) {
      return;
    }
    if (call.is("ConnectionDocuments.write") && result instanceof Writing.Written) {
      onlyTimes(call.argument(ConnectionDocument.class));
    } else if (call.isOf("Connector")) {
      isDue(call);
    } else if (call.isOf("Director")) {
      isOneRound(call);
    } else if (call.writes() && !isUpkeep()) {
      broken("%s, though nothing changed", call.name());
    } else if (call.is("EventRecorder.record") && !isUpkeep()) {
      isNoNews(call.argument(AgentEvent.class));
    }
  }

  private void isNoNews(AgentEvent event) {
    if (event.severity() != Severity.DEBUG) {
      broken("operators are told %s, though nothing changed", event.reason());
    }
  }

  private void onlyTimes(ConnectionDocument document) {
    var now = world().time().now();
    if (!isUpkeep()) {
      if (Duration.between(written, now).compareTo(BETWEEN_WRITES) < 0
          && !passesADate(document.status().connection())) {
        broken("the document is written again after %s", Duration.between(written, now));
      }
      if (before.filter(b -> timeless(b).equals(timeless(document))).isEmpty()) {
        broken(
            "the document says something new, though nothing changed: %s after %s",
            timeless(document), before.map(Quiet::timeless));
      }
    }
    written = now;
  }

  /** Since the last write, by the agent's clock: whether the certificate is valid is news. */
  private boolean passesADate(ConnectionTimes certificate) {
    var clock = world().clock();
    return Stream.of(certificate.notBefore(), certificate.notAfter())
        .flatMap(Optional::stream)
        .anyMatch(date -> date.isAfter(clock.shows(written)) && !date.isAfter(clock.now()));
  }

  private void isOneRound(PortCall call) {
    if (isUpkeep()) {
      return;
    }
    if (call.is("Director.viewer") || call.is("Director.setRuntimeLabel")) {
      broken("%s, though nothing changed", call.name());
    }
    if (!call.is("Director.applications")) {
      return;
    }
    var id = call.argument(Access.class).requestId();
    if (call.argument(PageRequest.class).after().orElse("").isEmpty()) {
      if (round.equals(id)) {
        broken("everything is listed twice, though nothing is missing");
      }
      round = id;
    }
  }

  /** The Connector is asked for a reason only: its answer costs Compass a write. */
  private void isDue(PortCall call) {
    // The pace of an exchange that goes on is the business of Token.
    if (isUpkeep() || !call.showsCertificate()) {
      return;
    }
    var now = world().clock().now();
    // Of a certificate just issued the core counts by its own clock, which may be wrong.
    var trueTime = world().time().now();
    var facts = Happenings.credential(call).facts();
    var renewal = facts.notBefore().plusMillis((long) (facts.lifetime().toMillis() * 0.59));
    var checked =
        document()
            .flatMap(d -> d.status().connection().lastSync())
            .filter(last -> last.plus(Duration.ofHours(24)).isAfter(now))
            .filter(last -> !last.isAfter(now))
            .isPresent();
    if (now.isBefore(renewal) && trueTime.isBefore(renewal) && checked) {
      broken("%s, though neither a renewal nor a check is due", call.name());
    }
    upkeep = world().time().now();
  }

  /** A renewal, a check or the end of a former generation is no quiet moment. */
  private boolean isUpkeep() {
    var now = world().time().now();
    var formerEnds =
        stored()
            .flatMap(StoredCredentials::previousSince)
            .filter(since -> !since.plus(Duration.ofHours(24)).isAfter(world().clock().now()))
            .isPresent();
    return formerEnds || upkeep.plus(UPKEEP).isAfter(now);
  }

  private static ConnectionDocument timeless(ConnectionDocument document) {
    var status = document.status();
    return new ConnectionDocument(
        document.spec(),
        new Status(
            status.connectionState(),
            status.state(),
            new ConnectionTimes(
                status.connection().acquired(),
                status.connection().notBefore(),
                status.connection().notAfter(),
                status.connection().established(),
                status.connection().renewed(),
                Optional.empty(),
                Optional.empty(),
                status.connection().error()),
            status
                .synchronization()
                .map(s ->
                    new ConnectionDocument.SynchronizationTimes(
                        Optional.empty(), Optional.empty(), Optional.empty(), s.error())),
            // Whether its dates agree with a wrong clock changes as time passes.
            status.conditions().stream()
                .filter(condition -> !condition.type().equals("CredentialHealthy"))
                .toList(),
            status.applications()),
        document.approval(),
        Optional.empty());
  }
}
