package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.SHOP;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static dev.runtimeagent.domain.plan.Samples.plan;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Change.Create;
import dev.runtimeagent.domain.plan.Change.Delete;
import dev.runtimeagent.domain.plan.Change.Rename;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is called what, and who has to wait for a name. */
class PlanNamesTest {
  @Test
  void renamesWhatHasAnotherName() {
    var renamed = application(1, "store", bundle("b", true, "x", "y"));

    assertThat(plan(snapshot(renamed), held(SHOP)).changes())
        .containsExactly(
            new Rename(List.of(held(SHOP)), Optional.empty(), renamed, "store", Loss.NONE));
  }

  @Test
  void finishesARenameThatBrokeOff() {
    var renamed = application(1, "store", bundle("b", true, "x", "y"));

    assertThat(plan(snapshot(renamed), held(SHOP), held(renamed)).changes())
        .containsExactly(
            new Rename(
                List.of(held(SHOP)), Optional.of(held(renamed)), renamed, "store", Loss.NONE));
  }

  @Test
  void aRenameThatBrokeOffLosesWhatIsUnderEitherName() {
    var renamed = application(1, "store", bundle("b", true, "x", "y"));
    var present = application(1, "store", bundle("b", true, "x", "y", "z"));

    assertThat(plan(snapshot(renamed), held(SHOP), held(present)).changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Rename.class, rename -> assertThat(rename.loss().entries()).containsExactly("b/z"));
  }

  @Nested
  class WhenTwoWantOneName {
    private final Application first = application(1, "shop");
    private final Application second = application(2, "shop");

    @Test
    void theLowerIdGetsIt() {
      assertThat(plan(snapshot(second, first)).changes())
          .containsExactlyInAnyOrder(
              new Create(first, "shop"),
              new Create(second, ApplicationName.suffixed("shop", id(2))));
    }

    @Test
    void theOneThatHasItKeepsIt() {
      assertThat(plan(snapshot(first, second), held(second)).changes())
          .containsExactly(new Create(first, ApplicationName.suffixed("shop", id(1))));
    }

    @Test
    void theOtherGetsItWhenItIsFree() {
      var aside = held(second, ApplicationName.suffixed("shop", id(2)));

      var before = plan(snapshot(second), held(first), aside);
      var after = plan(snapshot(second), aside);

      assertThat(before.changes()).containsExactly(new Delete(held(first)));
      assertThat(before.waiting()).hasSize(1);
      assertThat(after.changes()).singleElement().isInstanceOf(Rename.class);
    }
  }

  @Nested
  class WhenANameIsTaken {
    private final Application one = application(1, "a");
    private final Application other = application(2, "b");
    private final Application third = application(3, "c");

    @Test
    void oneStepsAsideAndBothArriveInTheEnd() {
      var runtime = new HeldNames();
      runtime.put(held(one, "b"));
      runtime.put(held(other, "a"));

      for (int i = 0; i < 3; i++) {
        runtime.carryOut(plan(snapshot(one, other), runtime.held()));
      }

      assertThat(plan(snapshot(one, other), runtime.held()).changes()).isEmpty();
      assertThat(plan(snapshot(one, other), runtime.held()).waiting()).isEmpty();
    }

    @Test
    void oneOfACircleStepsAsideAndTheRestWaits() {
      var plan = plan(snapshot(one, other), held(one, "b"), held(other, "a"));
      var aside = ApplicationName.suffixed("a", id(1));

      assertThat(plan.changes())
          .filteredOn(Rename.class::isInstance)
          .containsExactly(
              new Rename(List.of(held(one, "b")), Optional.empty(), one, aside, Loss.NONE));
      assertThat(plan.waiting())
          .containsExactlyInAnyOrder(
              new Remark(
                  "a", "it changes names with others, and is called " + aside + " meanwhile"),
              new Remark("b", "it is to be called b when that name is free"));
    }

    @Test
    void whoSteppedAsideHalfWayGoesOnWithIt() {
      var aside = ApplicationName.suffixed("a", id(1));
      var plan = plan(snapshot(one, other), held(one, "b"), held(one, aside), held(other, "a"));

      assertThat(plan.changes())
          .filteredOn(Rename.class::isInstance)
          .containsExactly(
              new Rename(
                  List.of(held(one, "b")), Optional.of(held(one, aside)), one, aside, Loss.NONE));
    }

    @Test
    void whoWaitsForACircleIsNoPartOfIt() {
      var waiting = application(0, "w");
      var plan =
          plan(
              snapshot(waiting, one, other),
              held(waiting, "z"),
              held(one, "b"),
              held(one, "w"),
              held(other, "a"));

      assertThat(plan.waiting())
          .contains(new Remark("w", "it is to be called w when that name is free"));
      assertThat(plan.changes()).noneMatch(change -> change.key().equals(waiting.id()));
    }

    @Test
    void nobodyStepsAsideForANameThatWillBeFree() {
      var plan =
          plan(
              snapshot(one, other, third),
              held(one, "b"),
              held(other, "c"),
              held(third, "elsewhere"));

      assertThat(plan.changes()).extracting(Change::name).containsExactly("a");
      assertThat(plan.waiting()).hasSize(2);
    }

    @Test
    void nobodyStepsAsideForOneThatGoes() {
      var gone = application(9, "a");
      var plan = plan(snapshot(one), held(one, "b"), held(gone));

      assertThat(plan.changes()).containsExactly(new Delete(held(gone)));
      assertThat(plan.waiting())
          .containsExactly(new Remark("a", "it is to be called a when that name is free"));
    }

    @Test
    void itIsUpdatedWhereItIsMeanwhile() {
      var more = application(1, "a", bundle("b", true, "x"));
      var plan = plan(snapshot(more), held(one, "b"), held(application(9, "a")));

      assertThat(plan.changes())
          .contains(new Update(held(one, "b"), more, Loss.NONE))
          .noneMatch(Rename.class::isInstance);
    }
  }
}
