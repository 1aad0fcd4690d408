package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.ALL_FIT;
import static dev.runtimeagent.domain.plan.Samples.SHOP;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardMemoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Application LESS = application(1, "shop", bundle("b", true, "x"));

  @Test
  void aLossLacksASecondListingUntilOneHadIt() {
    var lossless = Plan.of(snapshot(SHOP), List.of(), ALL_FIT);
    var first = Plan.of(snapshot(LESS), List.of(held(SHOP)), ALL_FIT);
    var more = Plan.of(snapshot(), List.of(held(SHOP)), ALL_FIT);
    var after = GuardMemory.EMPTY.afterListing(first);

    assertThat(GuardMemory.EMPTY.lacksSecondListing(lossless)).isFalse();
    assertThat(GuardMemory.EMPTY.lacksSecondListing(first)).isTrue();
    assertThat(after.lacksSecondListing(first)).isFalse();
    assertThat(after.lacksSecondListing(more)).isTrue();
  }

  @Test
  void remembersOnlyWhatIsLost() {
    var plan = Plan.of(snapshot(LESS, application(2, "new")), List.of(held(SHOP)), ALL_FIT);

    assertThat(GuardMemory.EMPTY.afterListing(plan).absent()).containsOnlyKeys(id(1));
  }

  @Test
  void whatIsShownAgainWasNotGone() {
    var gone = Plan.of(snapshot(), List.of(held(SHOP)), ALL_FIT);
    var less = Plan.of(snapshot(LESS), List.of(held(SHOP)), ALL_FIT);
    var shown = Set.of(id(1));

    assertThat(GuardMemory.EMPTY.afterListing(gone).afterShowing(shown).absent()).isEmpty();
    assertThat(GuardMemory.EMPTY.afterListing(gone).afterShowing(Set.of(id(2))).absent())
        .containsOnlyKeys(id(1));
    // What it lacks of an Application, a listing may lack though it shows the Application.
    assertThat(GuardMemory.EMPTY.afterListing(less).afterShowing(shown).absent())
        .containsOnlyKeys(id(1));
  }

  @Test
  void whatIsReadAgainOfAnApplicationWasNotGone() {
    var after =
        GuardMemory.EMPTY.afterListing(Plan.of(snapshot(LESS), List.of(held(SHOP)), ALL_FIT));
    var blank = application(1, "shop", bundle("b", false, "x"));
    var blanked =
        GuardMemory.EMPTY.afterListing(Plan.of(snapshot(blank), List.of(held(LESS)), ALL_FIT));

    assertThat(after.afterReading(List.of(SHOP)).absent()).isEmpty();
    assertThat(after.afterReading(List.of(LESS)).absent()).containsOnlyKeys(id(1));
    assertThat(after.afterReading(List.of(application(2, "other"))).absent())
        .containsOnlyKeys(id(1));
    assertThat(blanked.afterReading(List.of(LESS)).absent()).isEmpty();
    assertThat(blanked.afterReading(List.of(blank)).absent()).containsOnlyKeys(id(1));
  }

  @Test
  void aStepIsWhatPassedSinceTheLastJudgementWithinBounds() {
    assertThat(GuardMemory.EMPTY.step(NOON, LONGEST)).isZero();
    assertThat(judged(NOON.minusSeconds(7)).step(NOON, LONGEST)).hasSeconds(7);
    assertThat(judged(NOON.minus(LONGEST)).step(NOON, LONGEST)).isEqualTo(LONGEST);
    assertThat(judged(NOON.minusSeconds(3600)).step(NOON, LONGEST)).isEqualTo(LONGEST);
    assertThat(judged(NOON.plusSeconds(7)).step(NOON, LONGEST)).isZero();
  }

  private static GuardMemory judged(Instant at) {
    return new GuardMemory(Map.of(), Map.of(), Optional.empty(), Optional.of(at));
  }
}
