package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.SHOP;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.foreign;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static dev.runtimeagent.domain.plan.Samples.plan;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a plan leaves alone because it is not ours, or cannot be held. */
class PlanRefusalTest {
  @Nested
  class WhenSomethingIsNotOurs {
    @Test
    void aNameItHasIsRefusedWithTheReason() {
      var plan = plan(snapshot(SHOP), foreign("shop", Optional.empty()));

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.refused()).singleElement().extracting(Remark::name).isEqualTo("shop");
    }

    @Test
    void whoWaitsForOneThatItKeepsFromItsNameIsRefusedToo() {
      var hall = application(2, "hall");
      var mall = application(3, "mall");
      var plan =
          plan(
              snapshot(SHOP, hall, mall),
              foreign("shop", Optional.empty()),
              held(SHOP, "hall"),
              held(hall, "mall"));

      assertThat(plan.waiting()).isEmpty();
      assertThat(plan.refused())
          .extracting(Remark::name)
          .containsExactlyInAnyOrder("shop", "hall", "mall");
      assertThat(plan.refused())
          .contains(
              new Remark(
                  "mall",
                  "its name mall is kept by hall, which is refused its own: mend that first"));
    }

    @Test
    void whoWaitsForOneWithoutANameIsRefusedToo() {
      var nameless = application(2, "..");

      assertThat(plan(snapshot(SHOP, nameless), held(nameless, "shop")).refused())
          .extracting(Remark::name)
          .containsExactlyInAnyOrder("..", "shop");
    }

    @Test
    void itIsNotDeletedThoughMarked() {
      assertThat(plan(snapshot(), foreign("shop", Optional.of(id(7)))).changes()).isEmpty();
    }

    @Test
    void itIsAdoptedWhenItsIdIsListed() {
      var unlabelled = foreign("shop", Optional.of(id(1)));

      assertThat(plan(snapshot(SHOP), unlabelled).changes())
          .containsExactly(new Update(unlabelled, SHOP, Loss.NONE));
    }

    @Test
    void itIsLabelledBeforeItIsRenamed() {
      var unlabelled = foreign("store", Optional.of(id(1)));

      var plan = plan(snapshot(SHOP), unlabelled);

      assertThat(plan.changes()).containsExactly(new Update(unlabelled, SHOP, Loss.NONE));
      assertThat(plan.waiting()).hasSize(1);
    }

    @Test
    void aCopyWithoutLabelIsLeftAlone() {
      var plan = plan(snapshot(SHOP), held(SHOP), foreign("copy", Optional.of(id(1))));

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.waiting()).isEmpty();
    }
  }

  @Nested
  class WhenSomethingIsRefused {
    @Test
    void anIdThatIsNoUuidIs() {
      var odd = new Application("../x", "shop", Optional.empty(), List.of(), List.of());

      assertThat(plan(snapshot(odd)).refused())
          .containsExactly(new Remark("shop", "its id is no UUID"));
    }

    @Test
    void theThirdOfANameIsWhereItsSuffixIsTakenToo() {
      var suffixed = ApplicationName.suffixed("shop", id(2));
      var plan =
          plan(snapshot(application(1, "shop"), application(2, "shop"), application(3, suffixed)));

      assertThat(plan.refused())
          .containsExactly(
              new Remark("shop", "other applications have its name, with and without suffix"));
    }

    @Test
    void aNameOfWhichNothingIsLeftIs() {
      assertThat(plan(snapshot(application(1, ".."))).refused()).hasSize(1);
    }

    @Test
    void whatItHoldsStays() {
      var plan =
          Plan.of(
              snapshot(SHOP), List.of(held(SHOP)), (_, _) -> new Fitting.Unfit("it is too large"));

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.refused()).containsExactly(new Remark("shop", "it is too large"));
    }
  }
}
