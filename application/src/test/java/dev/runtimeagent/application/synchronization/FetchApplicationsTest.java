package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.API_DEFINITIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.BUNDLES;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.EVENT_DEFINITIONS;
import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.Catalog.id;
import static dev.runtimeagent.application.synchronization.Catalog.many;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed.Kind;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.synchronization.FetchApplications.Fetched;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchApplicationsTest {
  private static final long CAPACITY = 96 << 20;

  private final SyncWorld world = new SyncWorld();

  @Test
  void fetchesAllPagesAtAllFourLevels() {
    var listed = new ArrayList<>(applications(2, 452));
    listed.add(application(0, many(450, n -> bundle(n, 1, 0)).toArray(Bundle[]::new)));
    listed.add(application(1, bundle(1, 450, 0), bundle(2, 0, 450)));
    world.list(listed);

    var snapshot = complete(fetch(world.compass));

    assertThat(snapshot.turned()).isTrue();
    assertThat(snapshot.applications()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(world.calls(APPLICATIONS)).isEqualTo(3);
    assertThat(world.calls(BUNDLES)).isEqualTo(2);
    assertThat(world.calls(API_DEFINITIONS)).isEqualTo(2);
    assertThat(world.calls(EVENT_DEFINITIONS)).isEqualTo(2);
  }

  @Test
  void oneRoundIsOneRequestWhereItAllFits() {
    world.list(applications(0, 200));

    assertThat(complete(fetch(world.compass)).turned()).isFalse();
    assertThat(world.compass.script().calls()).hasSize(1);
  }

  @Test
  void asksForLessWhereAnswersAreTooLarge() {
    var listed =
        List.of(application(0, bundle(1, 5, 0), bundle(2, 0, 7), bundle(3, 1, 1)), application(1));
    world.list(listed);

    for (var most : List.of(200, 7, 1)) {
      assertThat(complete(fetch(new SmallAnswers(world.compass, most))).applications())
          .isEqualTo(listed);
    }
  }

  @Test
  void givesUpWhereEvenOneIsTooLarge() {
    world.list(applications(0, 1));

    assertThat(fetch(new SmallAnswers(world.compass, 0))).isInstanceOf(Fetched.Failed.class);
  }

  @Test
  void remembersWhatWasTooLargeAndAsksForMoreNowAndThen() {
    world.list(applications(0, 1));
    var director = new SmallAnswers(world.compass, 20_000);
    var fetch = new FetchApplications(director, CAPACITY);

    many(16, _ -> complete(fetch.run(world.access)));
    assertThat(director.refusals()).hasValue(1);

    many(32, _ -> complete(fetch.run(world.access)));
    assertThat(director.refusals()).hasValue(2);

    many(1, _ -> complete(fetch.run(world.access)));
    assertThat(director.refusals()).hasValue(3);
  }

  @Test
  void asksForLessWhereAnswersBeginAndDoNotEnd() {
    world.list(applications(0, 3));

    assertThat(complete(fetch(new SmallAnswers(world.compass, 10_000, Kind.TOO_SLOW))).turned())
        .isFalse();
  }

  @Test
  void waitsForAStuckCompassAFewTimesOnlyAndGoesOnFromThereTheNextTime() {
    world.list(applications(0, 3));
    var director = new SmallAnswers(world.compass, 2_500, Kind.TOO_SLOW);
    var fetch = new FetchApplications(director, CAPACITY);

    assertThat(fetch.run(world.access)).isInstanceOf(Fetched.Failed.class);
    assertThat(director.refusals()).hasValue(3);
    assertThat(complete(fetch.run(world.access)).applications()).hasSize(3);
    assertThat(director.refusals()).hasValue(4);
  }

  @Test
  void refusesToHoldMoreThanItCan() {
    world.list(many(400, n -> application(n, bundle(n, 10, 10))));

    var fetched = new FetchApplications(world.compass, 1 << 20).run(world.access);

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed ->
                assertThat(failed.reply().problem())
                    .startsWith("Compass lists more for this Runtime than the agent can hold"));
    assertThat(world.calls(APPLICATIONS)).isEqualTo(2);
    assertThat(complete(fetch(world.compass)).applications()).hasSize(400);
  }

  @Test
  void fetchesAgainWhenTheListMoved() {
    world.list(applications(0, 300));
    world.compass.script().pass(APPLICATIONS);
    world.compass.script().before(APPLICATIONS, () -> world.compass.remove(id(0)));

    assertThat(complete(fetch(world.compass)).applications()).hasSize(299);
  }

  @Test
  void namesWhatIsCompleteWhenTheListNeverStandsStill() {
    world.list(applications(0, 300));
    for (int i = 0; i < 4; i++) {
      world.compass.script().pass(APPLICATIONS);
      var number = i;
      world.compass.script().before(APPLICATIONS, () -> world.compass.remove(id(number)));
    }

    assertThat(fetch(world.compass))
        .isInstanceOfSatisfying(
            Fetched.Moved.class,
            moved -> assertThat(moved.applications()).hasSizeBetween(290, 299));
    assertThat(world.calls(APPLICATIONS)).isEqualTo(8);
  }

  @Test
  void anApplicationThatGoesBetweenTwoPagesIsNoFailure() {
    world.list(List.of(application(0, many(201, n -> bundle(n, 0, 0)).toArray(Bundle[]::new))));
    world.compass.script().before(BUNDLES, () -> world.compass.remove(id(0)));

    assertThat(complete(fetch(world.compass)).applications()).isEmpty();
  }

  @Test
  void countsThatContradictTheListAreNoSnapshot() {
    world.list(applications(0, 3));
    for (int i = 0; i < 4; i++) {
      world
          .compass
          .script()
          .<Director.Listing>alter(
              APPLICATIONS,
              listing ->
                  new Director.Listing(listing.labels(), new Page<>(List.of(), "", false, 3)));
    }

    assertThat(fetch(world.compass)).isInstanceOf(Fetched.Moved.class);
  }

  @Test
  void countsThatContradictAListInsideAreNoSnapshotEither() {
    world.list(List.of(application(0, many(201, n -> bundle(n, 0, 0)).toArray(Bundle[]::new))));
    for (int i = 0; i < 4; i++) {
      world
          .compass
          .script()
          .<Page<ListedBundle>>alter(
              BUNDLES, page -> new Page<>(page.items(), "", false, page.totalCount() + 1));
    }

    assertThat(fetch(world.compass))
        .isInstanceOfSatisfying(
            Fetched.Moved.class,
            moved ->
                assertThat(moved.reason())
                    .startsWith("the bundles of an application do not add up: "));
  }

  @Test
  void aFailureInsideIsTheFailureOfAll() {
    world.list(List.of(application(0, bundle(0, 201, 0)), application(1)));
    world.compass.script().fail(API_DEFINITIONS, World.timeout());

    assertThat(fetch(world.compass))
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed -> assertThat(failed.reply()).isInstanceOf(CompassReply.Failed.class));
  }

  @Test
  void keepsTheNameOfTheListing() {
    var listed = new Application(id(0), "mp-shop", Optional.empty(), List.of("auth"), List.of());
    world.list(List.of(listed));

    assertThat(complete(fetch(world.compass)).applications()).containsExactly(listed);
  }

  private Fetched fetch(Director director) {
    return new FetchApplications(director, CAPACITY).run(world.access);
  }

  private static CompleteSnapshot complete(Fetched fetched) {
    if (fetched instanceof Fetched.Complete(var snapshot, _, _)) {
      return snapshot;
    }
    throw new AssertionError("not complete: " + fetched);
  }
}
