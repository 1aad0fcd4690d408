package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.ALL_FIT;
import static dev.runtimeagent.domain.plan.Samples.SHOP;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.foreign;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.plan;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.plan.Change.Create;
import dev.runtimeagent.domain.plan.Change.Delete;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a plan does where names are no matter. */
class PlanTest {
  @Test
  void createsWhatIsMissing() {
    assertThat(plan(snapshot(SHOP)).changes()).containsExactly(new Create(SHOP, "shop"));
  }

  @Test
  void leavesAloneWhatIsAsWanted() {
    assertThat(plan(snapshot(SHOP), held(SHOP)).changes()).isEmpty();
  }

  @Test
  void updatesWhatDiffersAndTellsWhatIsLost() {
    var less = application(1, "shop", bundle("b", false, "x"));

    assertThat(plan(snapshot(less), held(SHOP)).changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Update.class,
            update -> {
              assertThat(update.loss().entries()).containsExactly("b/y");
              assertThat(update.loss().credentialBundles()).containsExactly("b");
              assertThat(update.loss().application()).isFalse();
            });
  }

  @Test
  void deletesWhatIsNotListedAnyMore() {
    assertThat(plan(snapshot(), held(SHOP)).changes()).containsExactly(new Delete(held(SHOP)));
  }

  @Test
  void takesNothingByWhatIsMissingOrAltered() {
    var more = application(1, "shop", bundle("b", true, "x", "y", "z"));

    assertThat(plan(snapshot(SHOP)).changes()).allMatch(Change::takesNothing);
    assertThat(plan(snapshot(more), held(SHOP)).changes())
        .hasSize(1)
        .allMatch(Change::takesNothing);
  }

  @Test
  void takesSomethingByWhatIsTooMuchOrHasAnotherName() {
    var less = application(1, "shop", bundle("b", true, "x"));
    var renamed = application(1, "store", bundle("b", true, "x", "y"));
    var another = application(2, "shop", bundle("b", true, "x", "y"));

    for (var wanted : List.of(snapshot(), snapshot(less), snapshot(renamed), snapshot(another))) {
      assertThat(plan(wanted, held(SHOP)).changes()).hasSize(1).noneMatch(Change::takesNothing);
    }
  }

  @Test
  void isTheSameForASnapshotThatSharesWithAnEarlierOne() {
    var same = application(1, "shop", bundle("b", true, "x", "y"));
    var earlier = snapshot(SHOP, application(2, "crm"));
    var newer = snapshot(same, application(2, "erp"), application(3, "new"));

    var shared = newer.sharing(earlier).applications();

    assertThat(shared).isEqualTo(newer.applications());
    assertThat(shared.getFirst()).isSameAs(earlier.applications().getFirst());
  }

  @Test
  void replacesInPlaceWhatHasTheNameOfAnIdThatIsGone() {
    var again = application(2, "shop", bundle("c", true, "z"));

    assertThat(plan(snapshot(again), held(SHOP)).changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Update.class,
            update -> {
              assertThat(update.held()).isEqualTo(held(SHOP));
              assertThat(update.loss().replaced()).isTrue();
              assertThat(update.loss().entries()).hasSize(1);
            });
  }

  @Test
  void countsWhatIsHeld() {
    var crm = application(2, "crm", bundle("c", true, "z"));
    var plan = plan(snapshot(SHOP), held(SHOP), held(crm), foreign("x", Optional.empty()));

    assertThat(plan.managed()).isEqualTo(2);
    assertThat(plan.holding()).isEqualTo(new Plan.Holding(2, 3, 2, 1));
    assertThat(plan.leavesNone()).isFalse();
    assertThat(plan(snapshot(), held(SHOP)).leavesNone()).isTrue();
    assertThat(plan(snapshot()).leavesNone()).isFalse();
  }

  @Test
  void tellsWhatIsHeldAndWillNotWork() {
    Fitting.Oracle oracle = (_, _) -> new Fitting.Fits("digest", List.of("two of one name"));

    assertThat(Plan.of(snapshot(SHOP), List.of(), oracle).remarks())
        .containsExactly(new Remark("shop", "two of one name"));
  }

  @Nested
  class WhenNotEverythingIsKnown {
    @Test
    void nothingIsDeletedReplacedRenamedOrTakenAway() {
      var renamed = application(2, "store");
      var again = application(4, "old");
      var less = application(5, "less");
      var held =
          List.of(
              held(SHOP),
              held(application(2, "two")),
              held(application(3, "old")),
              held(application(5, "less", bundle("b", true, "x"))));

      var plan = Plan.withoutLosses(List.of(renamed, again, less), held, ALL_FIT);

      assertThat(plan.changes())
          .allMatch(change -> change instanceof Update u && u.held().name().equals("two"));
      assertThat(plan.waiting()).hasSize(3);
    }

    @Test
    void whatIsCompleteIsCreatedAndUpdated() {
      var more = application(1, "shop", bundle("b", true, "x", "y", "z"));
      var fresh = application(2, "fresh");

      assertThat(Plan.withoutLosses(List.of(more, fresh), List.of(held(SHOP)), ALL_FIT).changes())
          .containsExactlyInAnyOrder(
              new Update(held(SHOP), more, Loss.NONE), new Create(fresh, "fresh"));
    }
  }
}
