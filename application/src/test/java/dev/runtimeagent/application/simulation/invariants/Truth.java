package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the document says is so: {@code Synchronized} means that the Runtime equals the last
 * complete listing but for what is refused and named; times never go back and mean what they say.
 */
final class Truth extends Invariant {
  private static final Duration SHOWN_WITHIN = Duration.ofMinutes(3);

  /** The longest pace of one whom Compass asked to slow down. */
  private static final Duration SLOWED = Duration.ofSeconds(330);

  private static final Duration SILENT_AT_MOST = Duration.ofMinutes(25);

  private final ToldTimes times;
  private final LastListing listing;
  private Optional<ConnectionDocument> before = Optional.empty();
  private Instant beganAt = Instant.EPOCH;
  private boolean watching;

  Truth(World world) {
    super(world);
    times = new ToldTimes(this, world);
    listing = new LastListing(this, world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("ConnectionDocuments.write")) {
      before = document();
    } else if (call.is("Director.applications")) {
      times.attempts(call);
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("ConnectionDocuments.write") && result instanceof Writing.Written) {
      var document = call.argument(ConnectionDocument.class);
      agreesWithItself(document);
      times.written(call, before);
      isTrueFromTheBeginning(document);
    }
    times.sees(call, result instanceof CompassReply.Answered<?>);
  }

  @Override
  protected void settled() {
    var shown = world().life().flatMap(life -> life.supervisor().state());
    if (shown.isEmpty()) {
      return;
    }
    var calm = world().happenings().calm();
    if (shown.get() instanceof ConnectionState.Synchronized && calm.compareTo(SHOWN_WITHIN) > 0) {
      document().ifPresent(document -> listing.mustBeHeld("Synchronized", document));
    }
    if (calm.compareTo(SHOWN_WITHIN) > 0) {
      showsWhatIsSo(shown.get());
      showsTheCertificate();
      isFresh(shown.get());
    }
    isConnectedByProof(shown.get());
  }

  /** What is told to be Synchronized, or applied, is so when that is told for the first time. */
  private void isTrueFromTheBeginning(ConnectionDocument document) {
    var isNew = before.flatMap(d -> d.status().state()).filter("Synchronized"::equals).isEmpty();
    var applied = sync(document).flatMap(SynchronizationTimes::lastSuccessfulApplication);
    var earlier = before.flatMap(Truth::sync);
    if (isNew && document.status().state().equals(Optional.of("Synchronized"))) {
      if (world().listings().last().isEmpty()) {
        broken("Synchronized is told without a complete listing");
      } else if (world().happenings().calm().compareTo(SHOWN_WITHIN) > 0) {
        listing.mustBeHeld("Synchronized is told", document);
      }
    }
    if (applied.isPresent()
        && earlier.isPresent()
        && !applied.equals(earlier.flatMap(SynchronizationTimes::lastSuccessfulApplication))
        && listing.isLast(applied.get())
        && world().happenings().calm().compareTo(SHOWN_WITHIN) > 0) {
      listing.mustBeHeld("lastSuccessfulApplication moved to " + applied.get(), document);
    }
  }

  /** D 7's table. */
  private void agreesWithItself(ConnectionDocument document) {
    var status = document.status();
    var isSynchronized = status.state().equals(Optional.of("Synchronized"));
    var compatible = status.connectionState() == CompatibleState.SYNCHRONIZED;
    var ready = condition(document, "Ready").map(Condition::status);
    var pairing = status.state().equals(Optional.of("Connecting"));
    if (status.state().isPresent() && !pairing && isSynchronized != compatible) {
      broken("state %s beside connectionState %s", status.state(), status.connectionState());
    }
    if (ready.isPresent()
        && isSynchronized != ready.equals(Optional.of(ConnectionDocument.Truth.TRUE))) {
      broken("state %s beside Ready=%s", status.state(), ready);
    }
    // What does not keep the connection from working may be told in the other error.
    var error = status.synchronization().flatMap(SynchronizationTimes::error);
    if (isSynchronized && error.isPresent()) {
      broken("Synchronized, and an error beside it: %s", error.get());
    }
  }

  private void showsWhatIsSo(ConnectionState state) {
    if (state instanceof ConnectionState.Synchronized && document().isEmpty()) {
      broken("it is Synchronized, and no document tells so");
    }
    document()
        .flatMap(document -> document.status().state())
        .filter(told -> !told.equals(state.name()))
        .ifPresent(told -> broken("the document says %s, and it is %s", told, state.name()));
  }

  /** Its times are those of the generation in use, each in its place. */
  private void showsTheCertificate() {
    var inUse = world().life().flatMap(life -> life.core().credentials().custody().current());
    if (inUse.isEmpty() || document().isEmpty()) {
      return;
    }
    var generation = inUse.get();
    var facts = generation.credential().facts();
    var told = document().get().status().connection();
    isTold("acquired", told.acquired(), Optional.of(generation.acquired()));
    isTold("established", told.established(), Optional.of(generation.established()));
    isTold("renewed", told.renewed(), generation.renewed());
    isTold("notBefore", told.notBefore(), Optional.of(facts.notBefore()));
    isTold("notAfter", told.notAfter(), Optional.of(facts.notAfter()));
  }

  private void isTold(String name, Optional<Instant> told, Optional<Instant> so) {
    if (!seconds(told).equals(seconds(so))) {
      broken("%s is told to be %s, and is %s", name, told, so);
    }
  }

  private static Optional<Instant> seconds(Optional<Instant> time) {
    return time.map(t -> t.truncatedTo(ChronoUnit.SECONDS));
  }

  private void isFresh(ConnectionState state) {
    var periods = world().tuning().policy().syncPeriod().multipliedBy(2);
    var longest = (periods.compareTo(SLOWED) > 0 ? periods : SLOWED).plus(SHOWN_WITHIN);
    if (!(state instanceof ConnectionState.Synchronized)
        || world().happenings().calm().compareTo(longest.multipliedBy(2)) < 0) {
      return;
    }
    document()
        .flatMap(d -> sync(d).flatMap(SynchronizationTimes::lastAttempt))
        .filter(last -> last.plus(longest).isBefore(world().clock().now()))
        .ifPresent(last -> broken("the last attempt told of is of %s", last));
  }

  /** Connected means that Compass answered lately, if it was there to be asked. */
  private void isConnectedByProof(ConnectionState state) {
    var connected =
        switch (state) {
          case ConnectionState.Connected _, ConnectionState.Synchronized _ -> true;
          case ConnectionState.Unconfigured _,
              ConnectionState.Connecting _,
              ConnectionState.Lost _ ->
              false;
        };
    if (!connected) {
      watching = false;
      return;
    }
    var now = world().time().now();
    if (!watching
        || world().happenings().clockSetSince(beganAt)
        || world().happenings().startedSince(beganAt)) {
      watching = true;
      beganAt = now;
    }
    var lastSign =
        world().happenings().lastProof().isAfter(beganAt)
            ? world().happenings().lastProof()
            : beganAt;
    if (Duration.between(lastSign, now).compareTo(SILENT_AT_MOST) > 0) {
      broken("%s, though Compass has been silent since %s", state.name(), lastSign);
    }
  }

  static Optional<SynchronizationTimes> sync(ConnectionDocument document) {
    return document.status().synchronization();
  }

  static Optional<Condition> condition(ConnectionDocument document, String type) {
    return document.status().conditions().stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
