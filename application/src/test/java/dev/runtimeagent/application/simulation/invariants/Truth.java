package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Lifeline;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the document says is so: {@code Synchronized} means that the Runtime equals the last
 * complete listing but for what is refused and named; times never go back and mean what they say.
 */
final class Truth extends Invariant {
  private static final Duration SHOWN_WITHIN = Duration.ofMinutes(3);

  /** The longest pace of one whom Compass asked to slow down. */
  private static final Duration SLOWED = Duration.ofSeconds(330);

  private static final Duration CARRYING_OUT = Duration.ofSeconds(65);
  private static final Duration SILENT_AT_MOST = Duration.ofMinutes(25);

  private Optional<ConnectionDocument> before = Optional.empty();
  private Instant beganAt = Instant.EPOCH;
  private boolean watching;
  private Optional<Attempt> attempt = Optional.empty();

  /** When the round of requests before this one began, by the agent's clock. */
  private Optional<Instant> attempted = Optional.empty();

  /** A round of requests to the Director. */
  private record Attempt(String id, Instant at, Lifeline by) {}

  /** When Compass answered, by the agent's clock as it was then: a document may be written late. */
  private final NavigableSet<Instant> pages = new TreeSet<>();

  private final NavigableSet<Instant> proofs = new TreeSet<>();

  Truth(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("ConnectionDocuments.write")) {
      before = document();
    } else if (call.is("Director.applications")) {
      attempts(call);
    }
  }

  private void attempts(PortCall call) {
    var id = call.argument(Director.Access.class).requestId();
    if (attempt.filter(a -> a.id().equals(id)).isEmpty()) {
      attempted = attempt.filter(a -> a.by().equals(call.life())).map(Attempt::at);
      var now = world().clock().now().truncatedTo(ChronoUnit.SECONDS);
      attempt = Optional.of(new Attempt(id, now, call.life()));
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("ConnectionDocuments.write") && result instanceof Writing.Written) {
      var document = call.argument(ConnectionDocument.class);
      agreesWithItself(document);
      hasSensibleTimes(document);
      tellsOfAttempts(call, document);
      isTrueFromTheBeginning(document);
      before.ifPresent(earlier -> goesOn(earlier, document));
    }
    sees(call, result instanceof CompassReply.Answered<?>);
  }

  private void sees(PortCall call, boolean answered) {
    if (!call.showsCertificate()) {
      return;
    }
    var now = world().clock().now().truncatedTo(ChronoUnit.SECONDS);
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

  @Override
  protected void settled() {
    var shown = world().life().flatMap(life -> life.supervisor().state());
    if (shown.isEmpty()) {
      return;
    }
    var calm = world().happenings().calm();
    if (shown.get() instanceof ConnectionState.Synchronized && calm.compareTo(SHOWN_WITHIN) > 0) {
      document().ifPresent(document -> equalsTheListing("Synchronized", document));
    }
    if (calm.compareTo(SHOWN_WITHIN) > 0) {
      showsWhatIsSo(shown.get());
      showsTheCertificate();
      isFresh(shown.get());
    }
    isConnectedByProof(shown.get());
  }

  /** Who synchronizes in vain tells so as well. */
  private void tellsOfAttempts(PortCall call, ConnectionDocument document) {
    attempted
        .filter(_ -> attempt.filter(a -> a.by().equals(call.life())).isPresent())
        .filter(at ->
            sync(document)
                .flatMap(SynchronizationTimes::lastAttempt)
                .filter(told -> !told.isBefore(at))
                .isEmpty())
        .filter(_ -> !world().happenings().clockSetBackSince(beganAt()))
        .ifPresent(at -> broken("the attempt that began at %s is not told of", at));
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
        equalsTheListing("Synchronized is told", document);
      }
    }
    if (applied.isPresent()
        && earlier.isPresent()
        && !applied.equals(earlier.flatMap(SynchronizationTimes::lastSuccessfulApplication))
        && isOfTheLastListing(applied.get())
        && world().happenings().calm().compareTo(SHOWN_WITHIN) > 0) {
      equalsTheListing("lastSuccessfulApplication moved to " + applied.get(), document);
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

  private void hasSensibleTimes(ConnectionDocument document) {
    var connection = document.status().connection();
    var sync = document.status().synchronization();
    var latest = world().clock().now().plusSeconds(1);
    var told =
        List.of(
            connection.lastSync(),
            connection.lastSuccess(),
            sync.flatMap(SynchronizationTimes::lastAttempt));
    if (told.stream().flatMap(Optional::stream).anyMatch(latest::isBefore)
        && !world().happenings().clockSetBackSince(beganAt())) {
      broken("the document tells of the future");
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
        && !world().happenings().clockSetBackSince(beganAt())) {
      broken("a success at %s is later than the last attempt at %s", one, other);
    }
  }

  /** Times move forward only, and only when what they tell of happened. */
  private void goesOn(ConnectionDocument earlier, ConnectionDocument later) {
    var moved = world().happenings().clockSetBackSince(world().time().now().minusSeconds(90_000));
    List<Function<ConnectionDocument, Optional<Instant>>> times =
        List.of(
            d -> d.status().connection().lastSync(),
            d -> d.status().connection().lastSuccess(),
            d -> sync(d).flatMap(SynchronizationTimes::lastAttempt),
            d -> sync(d).flatMap(SynchronizationTimes::lastSuccessfulFetch),
            d -> sync(d).flatMap(SynchronizationTimes::lastSuccessfulApplication));
    for (var time : times) {
      var was = time.apply(earlier);
      var is = time.apply(later);
      if (!moved && was.isPresent() && is.filter(i -> !i.isBefore(was.get())).isEmpty()) {
        broken("a time went back from %s to %s", was, is);
      }
    }
    tellsOf(
        sync(earlier).flatMap(SynchronizationTimes::lastSuccessfulFetch),
        sync(later).flatMap(SynchronizationTimes::lastSuccessfulFetch),
        pages,
        "lastSuccessfulFetch");
    tellsOf(
        earlier.status().connection().lastSuccess(),
        later.status().connection().lastSuccess(),
        proofs,
        "lastSuccess");
    for (var now : later.status().conditions()) {
      condition(earlier, now.type())
          .filter(was -> was.status() == now.status())
          .filter(was -> !was.lastTransitionTime().equals(now.lastTransitionTime()))
          .ifPresent(_ -> broken("condition %s changed its time and not its status", now.type()));
    }
  }

  /** Times may be written when the next listing is there already. */
  private boolean isOfTheLastListing(Instant applied) {
    var ahead = Duration.between(world().time().now(), world().clock().now());
    return world()
        .listings()
        .last()
        .map(pass -> pass.at().plus(ahead).truncatedTo(ChronoUnit.SECONDS))
        .filter(at -> !applied.isBefore(at))
        .isPresent();
  }

  /** A time that is new in the document is one at which Compass had just answered. */
  private void tellsOf(
      Optional<Instant> was, Optional<Instant> is, NavigableSet<Instant> answers, String name) {
    if (is.isEmpty() || is.equals(was)) {
      return;
    }
    var answer = answers.floor(is.get());
    if (answer == null || answer.plus(CARRYING_OUT).isBefore(is.get())) {
      broken("%s moved to %s, and before it nothing succeeded since %s", name, is.get(), answer);
    }
  }

  private void equalsTheListing(String told, ConnectionDocument document) {
    var pass = world().listings().last();
    if (pass.isEmpty()) {
      broken("%s without a complete listing", told);
      return;
    }
    var refused = refused(document);
    var owned =
        world().held().stream()
            .filter(HeldApplication::owned)
            .collect(Collectors.toMap(h -> h.applicationId().orElse(""), Function.identity()));
    for (var listed : pass.get().applications().values()) {
      var held = Optional.ofNullable(owned.get(listed.id()));
      if (held.isEmpty() && !refused.contains(listed.name())) {
        broken("%s, but %s is not held", told, listed.name());
      }
      held.filter(_ -> !refused.contains(listed.name()))
          .filter(h -> !isAsListed(h, listed))
          .ifPresent(h -> broken("%s, but %s is not as listed", told, h.name()));
    }
    owned.values().stream()
        .filter(h -> !pass.get().applications().containsKey(h.applicationId().orElse("")))
        .forEach(h -> broken("%s, but %s is held and not listed", told, h.name()));
  }

  private boolean isAsListed(HeldApplication held, ListedApplication listed) {
    if (listed.bundles().hasNextPage()
        || listed.bundles().items().stream()
            .anyMatch(b -> b.apis().hasNextPage() || b.events().hasNextPage())) {
      return true;
    }
    return world().target().content(held.name()).equals(Optional.of(complete(listed)));
  }

  private static Application complete(ListedApplication listed) {
    return new Application(
        listed.id(),
        listed.name(),
        listed.description(),
        listed.systemAuthIds(),
        listed.bundles().items().stream()
            .map(b ->
                new Bundle(
                    b.id(),
                    b.name(),
                    b.description(),
                    b.instanceAuthRequestInputSchema(),
                    b.auth(),
                    b.apis().items(),
                    b.events().items()))
            .toList());
  }

  private static Set<String> refused(ConnectionDocument document) {
    return document.status().applications().stream()
        .flatMap(a -> a.refused().first().stream())
        .map(Named.Entry::name)
        .collect(Collectors.toSet());
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

  private Instant beganAt() {
    return world().time().now().minusSeconds(90_000);
  }

  private static Optional<SynchronizationTimes> sync(ConnectionDocument document) {
    return document.status().synchronization();
  }

  private static Optional<Condition> condition(ConnectionDocument document, String type) {
    return document.status().conditions().stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
