package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.connected;
import static dev.runtimeagent.domain.connection.Samples.contested;
import static dev.runtimeagent.domain.connection.Samples.drifted;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.repairing;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.RepairEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.RuntimeDrifted;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Moment GATHERED = later(Drift.GATHERING);
  private static final SyncVerdict FETCH_FAILED =
      new SyncVerdict.FetchFailed("500", false, false, Optional.empty());

  @Test
  void isLookedAtSoonAndStaysSynchronizedMeanwhile() {
    var seen = MACHINE.decide(synchronised(), new RuntimeDrifted(noon()));
    assertThat(seen.state()).isInstanceOf(Synchronized.class);
    assertThat(seen.effects()).containsExactly(new Effect.WakeAt(GATHERED.at()));

    var due = MACHINE.decide(seen.state(), new TimePassed(GATHERED));
    assertThat(due.state()).isInstanceOf(Synchronized.class);
    assertThat(due.effects()).containsExactly(new Effect.Repair());
  }

  @Test
  void isOneRepairForManyChangesAtATime() {
    var more = MACHINE.decide(drifted(), new RuntimeDrifted(later(Duration.ofMillis(200))));
    assertThat(more.effects()).containsExactly(new Effect.WakeAt(GATHERED.at()));

    var repaired =
        after(more.state(), new TimePassed(GATHERED), new RepairEnded(Optional.empty(), GATHERED));
    assertThat(MACHINE.decide(repaired, new TimePassed(later(Duration.ofSeconds(2)))).effects())
        .noneMatch(Effect.Repair.class::isInstance);
  }

  @Test
  void leavesTheStateWhenItIsRepaired() {
    assertThat(after(repairing(), new RepairEnded(Optional.empty(), GATHERED)))
        .isInstanceOf(Synchronized.class);
    assertThat(
            after(
                connected(),
                new SyncEnded(new SyncVerdict.NotAllApplied("one failed"), noon()),
                new RuntimeDrifted(noon()),
                new TimePassed(GATHERED),
                new RepairEnded(Optional.empty(), GATHERED)))
        .isInstanceOfSatisfying(
            Connected.class,
            state ->
                assertThat(state.verdict()).contains(new SyncVerdict.NotAllApplied("one failed")));
  }

  @Test
  void isNotSynchronizedWhileItCannotBeRepaired() {
    assertThat(contested())
        .isInstanceOfSatisfying(
            Connected.class,
            state ->
                assertThat(state.verdict().orElseThrow().detail())
                    .isEqualTo("another keeps changing it"));
  }

  @Test
  void isOverWhenALaterRepairOrSynchronizationSucceeds() {
    var later = later(Duration.ofSeconds(5));
    assertThat(
            after(
                contested(),
                new RuntimeDrifted(GATHERED),
                new TimePassed(later),
                new RepairEnded(Optional.empty(), later)))
        .isInstanceOf(Synchronized.class);
    assertThat(after(contested(), new SyncEnded(new SyncVerdict.Succeeded(), later)))
        .isInstanceOf(Synchronized.class);
  }

  @Test
  void lastsWhenASynchronizationDoesNotGetToTheRuntime() {
    var failed = after(contested(), new SyncEnded(FETCH_FAILED, later(Duration.ofSeconds(20))));
    assertThat(((Connected) failed).verdict()).contains(FETCH_FAILED);
    assertThat(((Connected) failed).upkeep().drift().problem()).isPresent();
  }

  @Test
  void isLookedAtRightAfterWhatIsUnderWayAlsoWithoutCompass() {
    var syncing = after(synchronised(), new TimePassed(later(Duration.ofSeconds(30))));
    assertThat(syncing.running()).contains(Task.SYNCHRONIZE);

    var seen = MACHINE.decide(syncing, new RuntimeDrifted(later(Duration.ofSeconds(31))));
    assertThat(seen.effects()).isEmpty();
    assertThat(
            MACHINE
                .decide(seen.state(), new SyncEnded(FETCH_FAILED, later(Duration.ofSeconds(40))))
                .effects())
        .containsExactly(new Effect.Repair());
  }

  @Test
  void leavesATurnToWhatIsDueWhenItNeverEnds() {
    var syncDue = later(Duration.ofSeconds(20));
    var state =
        after(
            synchronised(),
            new RuntimeDrifted(later(Duration.ofSeconds(19))),
            new TimePassed(later(Duration.ofSeconds(19).plus(Drift.GATHERING))));
    assertThat(state.running()).contains(Task.REPAIR);

    var ended =
        MACHINE.decide(
            after(state, new RuntimeDrifted(syncDue)), new RepairEnded(Optional.empty(), syncDue));
    assertThat(ended.effects()).containsExactly(new Effect.Synchronize(false, Optional.empty()));
  }

  @Test
  void isLookedAtAtOnceWhenTheClockWasSetBack() {
    var earlier = Samples.at(Samples.NOON.minus(Duration.ofDays(1)));
    assertThat(MACHINE.decide(drifted(), new TimePassed(earlier)).effects())
        .containsExactly(new Effect.Repair());
  }

  @Test
  void waitsForTheFirstSynchronizationOfThisLife() {
    var starting = begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL)));
    var seen = MACHINE.decide(starting, new RuntimeDrifted(noon()));
    assertThat(seen.effects()).isEmpty();
    assertThat(seen.state().running()).contains(Task.SYNCHRONIZE);
  }

  @Test
  void isNothingToActOnWithoutAConnection() {
    for (var state : Samples.states()) {
      switch (state) {
        case ConnectionState.Unconfigured _, ConnectionState.Connecting _, ConnectionState.Lost _ ->
            assertThat(after(state, new RuntimeDrifted(noon())))
                .isEqualTo(after(state, new TimePassed(noon())));
        case Connected _, Synchronized _ -> {}
      }
    }
  }
}
