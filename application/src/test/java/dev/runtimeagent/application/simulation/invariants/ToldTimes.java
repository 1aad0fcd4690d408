package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.simulation.Lifeline;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What {@link Truth} demands of the times in the document: that each is of what it tells of. */
final class ToldTimes {
  private static final Duration CARRYING_OUT = Duration.ofSeconds(65);

  private final Truth truth;
  private final World world;
  private Optional<Attempt> attempt = Optional.empty();

  /** When the round of requests before this one began, by the agent's clock. */
  private Optional<Instant> attempted = Optional.empty();

  /** When Compass answered, by the agent's clock as it was then: a document may be written late. */
  private final NavigableSet<Instant> pages = new TreeSet<>();

  private final NavigableSet<Instant> proofs = new TreeSet<>();

  /** A round of requests to the Director. */
  private record Attempt(String id, Instant at, Lifeline by) {}

  ToldTimes(Truth truth, World world) {
    this.truth = truth;
    this.world = world;
  }

  /** A document was written where {@code earlier} was. */
  void written(PortCall call, Optional<ConnectionDocument> earlier) {
    var document = call.argument(ConnectionDocument.class);
    hasSensibleTimes(document);
    tellsOfAttempts(call, document);
    earlier.ifPresent(was -> goesOn(was, document));
  }

  /** A page is about to be asked for. */
  void attempts(PortCall call) {
    var id = call.argument(Director.Access.class).requestId();
    if (attempt.filter(a -> a.id().equals(id)).isEmpty()) {
      attempted = attempt.filter(a -> a.by().equals(call.life())).map(Attempt::at);
      var now = world.clock().now().truncatedTo(ChronoUnit.SECONDS);
      attempt = Optional.of(new Attempt(id, now, call.life()));
    }
  }

  /** The core has called a port. */
  void sees(PortCall call, boolean answered) {
    if (!call.showsCertificate()) {
      return;
    }
    var now = world.clock().now().truncatedTo(ChronoUnit.SECONDS);
    if (answered) {
      proofs.add(now);
    }
    // An Application whose own pages fail keeps what it has, and the list is fetched all the same.
    if (call.isOf("Director") && (answered || isWithinAnApplication(call))) {
      pages.add(now);
    }
  }

  private static boolean isWithinAnApplication(PortCall call) {
    return call.is("Director.bundles")
        || call.is("Director.apiDefinitions")
        || call.is("Director.eventDefinitions");
  }

  /** Who synchronizes in vain tells so as well. */
  private void tellsOfAttempts(PortCall call, ConnectionDocument document) {
    attempted
        .filter(_ -> attempt.filter(a -> a.by().equals(call.life())).isPresent())
        .filter(at ->
            Truth.sync(document)
                .flatMap(SynchronizationTimes::lastAttempt)
                .filter(told -> !told.isBefore(at))
                .isEmpty())
        .filter(_ -> !clockWasSetBack())
        .ifPresent(at -> truth.broken("the attempt that began at %s is not told of", at));
  }

  private void hasSensibleTimes(ConnectionDocument document) {
    var connection = document.status().connection();
    var sync = Truth.sync(document);
    var latest = world.clock().now().plusSeconds(1);
    var told =
        List.of(
            connection.lastSync(),
            connection.lastSuccess(),
            sync.flatMap(SynchronizationTimes::lastAttempt));
    if (told.stream().flatMap(Optional::stream).anyMatch(latest::isBefore) && !clockWasSetBack()) {
      truth.broken("the document tells of the future");
    }
    inOrder(connection.lastSuccess(), connection.lastSync());
    sync.ifPresent(s -> {
      inOrder(s.lastSuccessfulApplication(), s.lastSuccessfulFetch());
      inOrder(s.lastSuccessfulFetch(), s.lastAttempt());
    });
  }

  private void inOrder(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent()
        && other.filter(o -> !o.isBefore(one.get())).isEmpty()
        && !clockWasSetBack()) {
      truth.broken("a success at %s is later than the last attempt at %s", one, other);
    }
  }

  /** Times move forward only, and only when what they tell of happened. */
  private void goesOn(ConnectionDocument earlier, ConnectionDocument later) {
    var moved = clockWasSetBack();
    List<Function<ConnectionDocument, Optional<Instant>>> times =
        List.of(
            d -> d.status().connection().lastSync(),
            d -> d.status().connection().lastSuccess(),
            d -> Truth.sync(d).flatMap(SynchronizationTimes::lastAttempt),
            d -> Truth.sync(d).flatMap(SynchronizationTimes::lastSuccessfulFetch),
            d -> Truth.sync(d).flatMap(SynchronizationTimes::lastSuccessfulApplication));
    for (var time : times) {
      var was = time.apply(earlier);
      var is = time.apply(later);
      if (!moved && was.isPresent() && is.filter(i -> !i.isBefore(was.get())).isEmpty()) {
        truth.broken("a time went back from %s to %s", was, is);
      }
    }
    tellsOf(
        Truth.sync(earlier).flatMap(SynchronizationTimes::lastSuccessfulFetch),
        Truth.sync(later).flatMap(SynchronizationTimes::lastSuccessfulFetch),
        pages,
        "lastSuccessfulFetch");
    tellsOf(
        earlier.status().connection().lastSuccess(),
        later.status().connection().lastSuccess(),
        proofs,
        "lastSuccess");
    for (var now : later.status().conditions()) {
      Truth.condition(earlier, now.type())
          .filter(was -> was.status() == now.status())
          .filter(was -> !was.lastTransitionTime().equals(now.lastTransitionTime()))
          .ifPresent(
              _ -> truth.broken("condition %s changed its time and not its status", now.type()));
    }
  }

  /** A time that is new in the document is one at which Compass had just answered. */
  private void tellsOf(
      Optional<Instant> was, Optional<Instant> is, NavigableSet<Instant> answers, String name) {
    if (is.isEmpty() || is.equals(was)) {
      return;
    }
    var answer = answers.floor(is.get());
    if (answer == null || answer.plus(CARRYING_OUT).isBefore(is.get())) {
      truth.broken(
          "%s moved to %s, and before it nothing succeeded since %s", name, is.get(), answer);
    }
  }

  private boolean clockWasSetBack() {
    return world.happenings().clockSetBackSince(world.time().now().minusSeconds(90_000));
  }
}
