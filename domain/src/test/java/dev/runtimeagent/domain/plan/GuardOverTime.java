package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.ALL_FIT;
import static dev.runtimeagent.domain.plan.Samples.allHeld;
import static dev.runtimeagent.domain.plan.Samples.applications;
import static dev.runtimeagent.domain.plan.Samples.snapshot;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.DeletionGuard.Situation;
import dev.runtimeagent.domain.plan.DeletionGuard.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A guard that judges one listing after another, and what it remembers of them. */
final class GuardOverTime {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final String EPOCH = "epoch";
  static final LossRecord SETTLED = new LossRecord(EPOCH, true, List.of());
  static final List<Application> HUNDRED = applications(0, 100);

  DeletionLimit limit = new DeletionLimit.Percent(10);
  Duration period = Duration.ofSeconds(20);
  LossRecord account = SETTLED;
  GuardMemory memory = GuardMemory.EMPTY;
  Instant now = START;
  Optional<String> approval = Optional.empty();
  Optional<String> keepAll = Optional.empty();
  boolean turned;

  Verdict judge(List<Application> before, List<Application> after) {
    var settings =
        new DeletionGuard.Settings(limit, Duration.ofMinutes(10), Duration.ofHours(24), period);
    var plan = Plan.of(snapshot(after), allHeld(before), ALL_FIT);
    var situation = new Situation(account, EPOCH, now, turned, approval, keepAll);
    var verdict = new DeletionGuard(settings).judge(plan, memory, situation);
    memory = verdict.memory();
    account = verdict.account().orElse(account);
    return verdict;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
