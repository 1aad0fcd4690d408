package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.ALL_FIT;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.foreign;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import dev.runtimeagent.domain.plan.Change.Create;
import dev.runtimeagent.domain.plan.Change.Delete;
import dev.runtimeagent.domain.plan.Change.Rename;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Application SHOP = application(1, "shop", bundle("b", true, "x", "y"));

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
  class WhenNamesAreExchanged {
    private final Application one = application(1, "a");
    private final Application other = application(2, "b");

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
  }

  @Nested
  class WhenANameIsTaken {
    private final Application one = application(1, "a");
    private final Application other = application(2, "b");
    private final Application third = application(3, "c");

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

  @Test
  void aRenameThatBrokeOffLosesWhatIsUnderEitherName() {
    var renamed = application(1, "store", bundle("b", true, "x", "y"));
    var present = application(1, "store", bundle("b", true, "x", "y", "z"));

    assertThat(plan(snapshot(renamed), held(SHOP), held(present)).changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Rename.class, rename -> assertThat(rename.loss().entries()).containsExactly("b/z"));
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
    void aLongNameIsShownInPart() {
      var hundred = "x".repeat(100);

      assertThat(NameAssignment.shown(application(1, hundred))).isEqualTo(hundred);
      assertThat(NameAssignment.shown(application(1, hundred + "y")))
          .isEqualTo("x".repeat(99) + "…");
      assertThat(NameAssignment.shown(application(1, " "))).isEqualTo(id(1));
    }

    @Test
    void aNameOfWhichNothingIsLeftIs() {
      assertThat(plan(snapshot(application(1, "..")), new HeldApplication[0]).refused()).hasSize(1);
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

  @Property(tries = 300)
  void everyPlanLeadsToWhatIsListedInAFewSteps(
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> after) {
    var runtime = new HeldNames();
    for (var listed : List.of(named(before), named(after))) {
      for (int i = 0; i < 12; i++) {
        runtime.carryOut(plan(snapshot(listed), runtime.held()));
      }
      assertThat(plan(snapshot(listed), runtime.held()).changes()).isEmpty();
      assertThat(runtime.ids())
          .containsExactlyInAnyOrderElementsOf(listed.stream().map(Application::id).toList());
    }
  }

  @Property(tries = 300)
  void whatTakesNothingLeavesEverythingThatWasThere(
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> after) {
    var held = new HeldNames();
    held.carryOut(plan(snapshot(stocked(before)), held.held()));
    for (var change : plan(snapshot(stocked(after)), held.held()).changes()) {
      if (change.takesNothing()) {
        switch (change) {
          case Create(var application, var name) -> held.put(Samples.held(application, name));
          case Update(var old, var application, _) -> {
            assertThat(old.applicationId()).contains(application.id());
            assertThat(Contents.of(application).entries()).containsAll(old.entries());
            assertThat(Contents.of(application).credentialBundles())
                .containsAll(old.credentialBundles());
          }
          case Rename _, Delete _ -> throw new AssertionError(change);
        }
      }
    }
  }

  /** As {@link #named}, and the number of the name is that of its APIs. */
  private static List<Application> stocked(List<Integer> names) {
    return named(names).stream()
        .map(application -> {
          var number = application.name().charAt(application.name().length() - 1) - '0';
          var apis = List.of("x", "y", "z").subList(0, number).toArray(new String[0]);
          return new Application(
              application.id(),
              "one name",
              application.description(),
              application.systemAuthIds(),
              List.of(bundle("b", number % 2 == 0, apis)));
        })
        .toList();
  }

  /** Application n has one of four names. */
  private static List<Application> named(List<Integer> names) {
    var applications = new ArrayList<Application>();
    for (int i = 0; i < names.size(); i++) {
      applications.add(application(i, "name-" + names.get(i)));
    }
    return applications;
  }

  private static Plan plan(CompleteSnapshot snapshot, HeldApplication... held) {
    return Plan.of(snapshot, List.of(held), ALL_FIT);
  }

  /** Does what it is told, and insists on every name being there once. */
  private static final class HeldNames {
    private final LinkedHashMap<String, HeldApplication> held = new LinkedHashMap<>();

    void put(HeldApplication application) {
      assertThat(held.put(application.name(), application)).isNull();
    }

    HeldApplication[] held() {
      return held.values().toArray(new HeldApplication[0]);
    }

    List<String> ids() {
      return held.values().stream().map(h -> h.applicationId().orElseThrow()).toList();
    }

    void carryOut(Plan plan) {
      for (var change : plan.changes()) {
        switch (change) {
          case Create(var application, var name) -> put(Samples.held(application, name));
          case Update(var old, var application, _) ->
              held.put(old.name(), Samples.held(application, old.name()));
          case Rename(var former, _, var application, var name, _) -> {
            held.put(name, Samples.held(application, name));
            former.forEach(f -> held.remove(f.name()));
          }
          case Delete(var old) -> held.remove(old.name());
        }
      }
    }
  }
}
