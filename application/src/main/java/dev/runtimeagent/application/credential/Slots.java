package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moves of generations between next, current and previous; pure. */
record Slots(
    StoredCredentials origin,
    Optional<Generation> next,
    Optional<Generation> current,
    Optional<Generation> previous,
    Optional<Instant> previousSince,
    boolean keepsForeign) {
  private static final Duration PREVIOUS_KEPT = Duration.ofHours(24);

  static Slots of(StoredCredentials stored) {
    return new Slots(
        stored, stored.next(), stored.current(), stored.previous(), stored.previousSince(), true);
  }

  StoredCredentials toCredentials() {
    return new StoredCredentials(
        next,
        current,
        previous,
        previousSince,
        keepsForeign ? origin.foreign() : Optional.empty(),
        origin.spentTokens(),
        origin.losses());
  }

  Slots next(Optional<Generation> newer) {
    return new Slots(origin, newer, current, previous, previousSince, keepsForeign);
  }

  Slots current(Optional<Generation> newer) {
    return new Slots(origin, next, newer, previous, previousSince, keepsForeign);
  }

  /** What worked becomes current, what was current becomes previous if it is the same Runtime's. */
  Slots promote(Generation proven, Instant now) {
    var stillNext = next.filter(n -> !same(n, proven));
    var former = current.filter(c -> !same(c, proven));
    if (former.isEmpty()) {
      var kept = previous.filter(p -> !same(p, proven) && sameIdentity(p, proven));
      return new Slots(
          origin, stillNext, Optional.of(proven), kept, kept.flatMap(_ -> previousSince), false);
    }
    var kept = former.filter(f -> sameIdentity(f, proven));
    return new Slots(origin, stillNext, Optional.of(proven), kept, kept.map(_ -> now), false);
  }

  /** Gives generations that are not bound another identity; one of the former is of no use then. */
  Slots identify(String runtimeId, Optional<String> tenant) {
    var newNext = next.map(g -> identified(g, runtimeId, tenant));
    var newCurrent = current.map(g -> identified(g, runtimeId, tenant));
    var kept =
        previous.filter(
            p -> newCurrent.isEmpty() || newCurrent.filter(c -> sameIdentity(c, p)).isPresent());
    return new Slots(
        origin, newNext, newCurrent, kept, kept.flatMap(_ -> previousSince), keepsForeign);
  }

  /**
   * Without a previous generation that was kept for a day, which begins anew where the clock was
   * set back: it may be the last that Compass accepts.
   */
  Slots withoutOld(Instant now) {
    var since = previousSince.map(s -> s.isAfter(now) ? now : s);
    var kept =
        previous.filter(_ -> since.filter(s -> now.isBefore(s.plus(PREVIOUS_KEPT))).isPresent());
    return new Slots(origin, next, current, kept, kept.flatMap(_ -> since), keepsForeign);
  }

  private static Generation identified(
      Generation generation, String runtimeId, Optional<String> tenant) {
    return generation.bound() ? generation : generation.withIdentity(runtimeId, tenant);
  }

  private static boolean same(Generation a, Generation b) {
    return a.fingerprint().equals(b.fingerprint());
  }

  private static boolean sameIdentity(Generation a, Generation b) {
    return a.runtimeId().equals(b.runtimeId()) && a.tenant().equals(b.tenant());
  }
}
