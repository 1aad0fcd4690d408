package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.id;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static dev.runtimeagent.application.synchronization.SyncWorld.incomplete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of Applications that are no longer listed, or that a moving list left out. */
class VanishedApplicationsTest {
  private final SyncWorld world = new SyncWorld();

  @Test
  void twoOfAHundredGoAtTheNextSynchronization() {
    world.list(applications(0, 100));
    world.applied();
    world.list(applications(2, 100));

    var summary = applied(world.run());

    assertThat(summary.deleted()).isEqualTo(2);
    assertThat(summary.managed()).isEqualTo(98);
    assertThat(world.account.record.entries()).hasSize(1);
  }

  @Test
  void whatIsMissedInManyPagesGoesWithinOneSynchronization() {
    world.list(applications(0, 450));
    world.applied();
    world.list(applications(1, 450));

    assertThat(applied(world.run()).deleted()).isEqualTo(1);
    assertThat(world.calls(APPLICATIONS)).isEqualTo(6);
  }

  @Test
  void whatSlidesToAnotherPageStays() {
    world.list(applications(1, 451));
    world.applied();
    // One is never seen and a new one is: the count is right, and only this once.
    world.compass.script().alter(APPLICATIONS, (Director.Listing listing) -> without(listing, 10));
    world.compass.script().pass(APPLICATIONS);
    world.compass.script().alter(APPLICATIONS, (Director.Listing listing) -> withNew(listing));

    applied(world.run());

    assertThat(world.target.names()).hasSize(450);
    assertThat(world.target.calls()).isEmpty();
  }

  @Nested
  class WhenManyVanish {
    private void sixtyOfAHundredVanish() {
      world.list(applications(0, 100));
      world.applied();
      world.list(applications(60, 100));
    }

    @Test
    void theyAreHeldAndShown() {
      sixtyOfAHundredVanish();

      var incomplete = incomplete(world.run());

      assertThat(world.target.names()).hasSize(100);
      assertThat(incomplete.problem())
          .contains("60 Applications held since")
          .contains("runtime-agent approve");
      assertThat(incomplete.summary().applications().held().count()).isEqualTo(60);
      assertThat(incomplete.summary().applications().held().first()).hasSize(20);
    }

    @Test
    void theyGoAfterTheHoldTime() {
      sixtyOfAHundredVanish();
      world.run();
      world.dial.turn(Duration.ofMinutes(5));
      world.run();
      world.dial.turn(Duration.ofMinutes(5));

      assertThat(applied(world.run()).deleted()).isEqualTo(60);
    }

    @Test
    void whatIsListedMeanwhileByAListThatMovesIsHeldAnew() {
      sixtyOfAHundredVanish();
      world.run();
      world.dial.turn(Duration.ofMinutes(5));
      world.list(applications(0, 100));
      letTheListMove();
      incomplete(world.run());
      world.list(applications(60, 100));
      world.run();
      world.dial.turn(Duration.ofMinutes(5));

      incomplete(world.run());

      assertThat(world.target.names()).hasSize(99).doesNotContain("app-0");
      world.dial.turn(Duration.ofMinutes(5));
      assertThat(applied(world.run()).deleted()).isEqualTo(59);
    }

    @Test
    void theyGoOnApproval() {
      sixtyOfAHundredVanish();
      var start = incomplete(world.run()).summary().hold().orElseThrow().start();

      var summary = applied(world.synchronize.run(world.approving(start.toString())));

      assertThat(summary.deleted()).isEqualTo(60);
      assertThat(world.target.names()).hasSize(40);
    }

    @Test
    void aRestartStartsTheClocksAnew() {
      sixtyOfAHundredVanish();
      world.run();
      world.dial.turn(Duration.ofMinutes(20));
      world.synchronize = world.through(world.compass);

      incomplete(world.run());

      assertThat(world.target.names()).hasSize(100);
    }

    @Test
    void theHoldIsStillShownWhileTheListMoves() {
      sixtyOfAHundredVanish();
      world.run();
      letTheListMove();

      assertThat(incomplete(world.run()).summary().hold()).isPresent();
    }
  }

  @Nested
  class WhenTheListMoves {
    @Test
    void whatIsCompleteIsCreatedAndNothingIsDeleted() {
      world.list(applications(0, 5));
      world.applied();
      world.list(applications(2, 7));
      letTheListMove();

      var incomplete = incomplete(world.run());

      assertThat(incomplete.problem()).contains("changed while it was read");
      assertThat(world.target.names())
          .containsExactlyInAnyOrder("app-0", "app-1", "app-2", "app-3", "app-4", "app-5", "app-6");
    }
  }

  /** However often it is asked for, one is missing. */
  private void letTheListMove() {
    for (int i = 0; i < 4; i++) {
      world.compass.script().alter(APPLICATIONS, (Director.Listing listing) -> without(listing, 0));
    }
  }

  /** A page that lacks one of its items, as after a slide. */
  private static Director.Listing without(Director.Listing listing, int index) {
    return altered(listing, items -> items.remove(index));
  }

  /** A page with one more that is listed nowhere else. */
  private static Director.Listing withNew(Director.Listing listing) {
    return altered(
        listing,
        items ->
            items.add(
                new ListedApplication(
                    id(999),
                    "app-999",
                    Optional.empty(),
                    List.of(),
                    new Page<>(List.of(), "", false, 0))));
  }

  private static Director.Listing altered(
      Director.Listing listing, Consumer<List<ListedApplication>> change) {
    var page = listing.applications();
    var items = new ArrayList<>(page.items());
    change.accept(items);
    return new Director.Listing(
        listing.labels(),
        new Page<>(items, page.endCursor(), page.hasNextPage(), page.totalCount()));
  }
}
