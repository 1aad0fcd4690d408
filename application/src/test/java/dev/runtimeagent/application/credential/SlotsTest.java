package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.port.StoredSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Generation NEXT = StoredSamples.generation("next", NOW);
  private static final Generation CURRENT = StoredSamples.generation("current", NOW);
  private static final Generation PREVIOUS = StoredSamples.generation("previous", NOW);
  private static final Optional<Generation> NONE = Optional.empty();
  private static final Optional<String> TENANT = Optional.of("tenant-1");

  @Test
  void whatIsProvenBecomesCurrentAndTheFormerPrevious() {
    var promoted = of(NEXT, CURRENT, PREVIOUS).promote(NEXT, NOW.plusSeconds(5));

    assertThat(promoted.next()).isEmpty();
    assertThat(promoted.current()).contains(NEXT);
    assertThat(promoted.previous()).contains(CURRENT);
    assertThat(promoted.previousSince()).contains(NOW.plusSeconds(5));
  }

  @Test
  void aFormerOneOfAnotherRuntimeGoesAtOnce() {
    var other = CURRENT.withIdentity("runtime-2", TENANT);
    var promoted = of(NEXT, other, PREVIOUS).promote(NEXT, NOW);

    assertThat(promoted.previous()).isEmpty();
    assertThat(promoted.previousSince()).isEmpty();
  }

  @Test
  void theCurrentOneProvenAgainChangesNothing() {
    var again = of(NEXT, CURRENT, PREVIOUS).promote(CURRENT, NOW.plusSeconds(5));

    assertThat(again.next()).contains(NEXT);
    assertThat(again.current()).contains(CURRENT);
    assertThat(again.previous()).contains(PREVIOUS);
    assertThat(again.previousSince()).contains(NOW);
  }

  @Test
  void thePreviousOneProvenIsNoLongerPrevious() {
    var slots = Slots.of(stored(NONE, NONE, Optional.of(PREVIOUS))).promote(PREVIOUS, NOW);

    assertThat(slots.current()).contains(PREVIOUS);
    assertThat(slots.previous()).isEmpty();
    assertThat(slots.previousSince()).isEmpty();
  }

  @Test
  void aPreviousOneOfAnotherTenantGoesWhenTheCurrentOneIsProvenAgain() {
    var other = PREVIOUS.withIdentity("runtime-1", Optional.of("tenant-2"));

    assertThat(of(NEXT, CURRENT, other).promote(CURRENT, NOW).previous()).isEmpty();
  }

  @Test
  void anotherIdentityIsTakenByWhatIsNotBound() {
    var loose = unbound(CURRENT);
    var identified =
        of(unbound(NEXT), loose, PREVIOUS).identify("runtime-2", Optional.of("tenant-2"));

    assertThat(identified.next()).contains(unbound(NEXT).withIdentity("runtime-2", tenant2()));
    assertThat(identified.current()).contains(loose.withIdentity("runtime-2", tenant2()));
    assertThat(identified.previous()).isEmpty();
    assertThat(identified.previousSince()).isEmpty();
  }

  @Test
  void whatIsBoundKeepsItsIdentityAndThePreviousOne() {
    var identified = of(NEXT, CURRENT, PREVIOUS).identify("runtime-2", tenant2());

    assertThat(identified.current()).contains(CURRENT);
    assertThat(identified.previous()).contains(PREVIOUS);
    assertThat(identified.previousSince()).contains(NOW);
  }

  @Test
  void thePreviousOneStaysWhileThereIsNoCurrentOne() {
    var slots = Slots.of(stored(NONE, NONE, Optional.of(PREVIOUS)));

    assertThat(slots.identify("runtime-2", tenant2()).previous()).contains(PREVIOUS);
  }

  @Test
  void aPreviousOneIsKeptForADay() {
    var slots = of(NEXT, CURRENT, PREVIOUS);
    var day = Duration.ofHours(24);

    assertKept(slots.withoutOld(NOW), NOW);
    assertKept(slots.withoutOld(NOW.plus(day).minusMillis(1)), NOW);
    assertThat(slots.withoutOld(NOW.plus(day)).previous()).isEmpty();
    assertThat(slots.withoutOld(NOW.plus(day)).previousSince()).isEmpty();
    assertKept(slots.withoutOld(NOW.minusMillis(1)), NOW.minusMillis(1));
    assertThat(slots.withoutOld(NOW).current()).contains(CURRENT);
  }

  private static void assertKept(Slots slots, Instant since) {
    assertThat(slots.previous()).contains(PREVIOUS);
    assertThat(slots.previousSince()).contains(since);
  }

  private static Optional<String> tenant2() {
    return Optional.of("tenant-2");
  }

  private static Generation unbound(Generation g) {
    return new Generation(
        g.credential(),
        g.endpoints(),
        g.formerEndpoints(),
        g.runtimeId(),
        g.tenant(),
        g.established(),
        g.acquired(),
        g.renewed(),
        false);
  }

  private static Slots of(Generation next, Generation current, Generation previous) {
    return Slots.of(stored(Optional.of(next), Optional.of(current), Optional.of(previous)));
  }

  private static StoredCredentials stored(
      Optional<Generation> next, Optional<Generation> current, Optional<Generation> previous) {
    return new StoredCredentials(
        next, current, previous, Optional.of(NOW), Optional.empty(), List.of(), LossRecord.NONE);
  }
}
