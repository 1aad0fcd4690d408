package dev.runtimeagent.application.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.DeletionGuard;
import dev.runtimeagent.domain.plan.DeletionLimit;
import dev.runtimeagent.domain.plan.Epoch;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** A connected Runtime, and what synchronizes it. */
final class SyncWorld {
  static final SyncSettings SETTINGS =
      new SyncSettings(
          new DeletionGuard.Settings(
              new DeletionLimit.Percent(10),
              Duration.ofMinutes(10),
              Duration.ofHours(24),
              Duration.ofSeconds(20)),
          "https://gateway.test",
          "https://console.test",
          96 << 20);

  final World world = new World();
  final Dial dial = world.dial;
  final InMemoryCompass compass = world.compass;
  final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  final Account account = new Account();
  final RecordedEvents events = new RecordedEvents();
  final Access access;
  SynchronizeApplications synchronize;

  /** An account in memory. */
  static final class Account implements LossAccount {
    LossRecord record = LossRecord.NONE;
    Optional<String> broken = Optional.empty();

    @Override
    public LossRecord load() {
      return record;
    }

    @Override
    public Optional<String> save(LossRecord account) {
      if (broken.isEmpty()) {
        record = account;
      }
      return broken;
    }
  }

  SyncWorld() {
    var generation = world.connected().custody.current().orElseThrow();
    access =
        new Access(
            generation.endpoints().directorUrl(),
            generation.credential(),
            generation.runtimeId(),
            generation.tenant(),
            "request-1");
    synchronize = through(compass);
  }

  SynchronizeApplications through(Director director) {
    return new SynchronizeApplications(
        director, target, new DirectWorkers(), dial, events, account, SETTINGS);
  }

  void list(Collection<Application> applications) {
    compass.removeAll();
    applications.forEach(compass::put);
  }

  SyncRequest request() {
    return new SyncRequest(access, false, Optional.empty(), Optional::empty, false);
  }

  SyncRequest approving(String start) {
    return new SyncRequest(access, false, Optional.of(start), Optional::empty, false);
  }

  SyncOutcome run() {
    return synchronize.run(request());
  }

  /** Synchronizes what goes well, and forgets the calls it took. */
  SyncSummary applied() {
    var summary = applied(run());
    compass.script().forgetCalls();
    target.forgetCalls();
    return summary;
  }

  /** Synchronizes so many, which are listed from now on. */
  void synchronize(int applications) {
    list(Catalog.applications(0, applications));
    applied();
  }

  RepairOutcome repair() {
    return synchronize.repair(Epoch.of(access.directorUrl(), access.runtimeId(), access.tenant()));
  }

  RepairOutcome.Compared compared() {
    if (repair() instanceof RepairOutcome.Compared compared) {
      return compared;
    }
    throw new AssertionError("not compared");
  }

  /** Puts back what was changed, all of it. */
  SyncSummary repaired() {
    var outcome = compared();
    assertThat(outcome.problem()).isEmpty();
    return outcome.summary();
  }

  static SyncSummary applied(SyncOutcome outcome) {
    if (outcome instanceof SyncOutcome.Applied(var summary)) {
      return summary;
    }
    throw new AssertionError("not applied: " + outcome);
  }

  static SyncOutcome.Incomplete incomplete(SyncOutcome outcome) {
    if (outcome instanceof SyncOutcome.Incomplete incomplete) {
      return incomplete;
    }
    throw new AssertionError("not incomplete: " + outcome);
  }

  int calls(Operation operation) {
    return compass.script().calls(operation).size();
  }
}
