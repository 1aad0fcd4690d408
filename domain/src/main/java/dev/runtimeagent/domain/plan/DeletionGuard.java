package dev.runtimeagent.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Holds losses that are too many to be meant, until they have lasted or a person approves of them
 * (design, 6.3).
 */
public final class DeletionGuard {
  private static final Duration ROLLING = Duration.ofHours(1);
  private static final int SNAPSHOTS = 3;

  private final Settings settings;

  /**
   * What an operator chose.
   *
   * @param limit what may go at once within an hour
   * @param hold how long losses beyond that are held
   * @param holdAll how long losses are held that would leave nothing
   * @param period from one snapshot to the next, as a rule
   */
  public record Settings(DeletionLimit limit, Duration hold, Duration holdAll, Duration period) {
    private static final Duration USUAL_STEP = Duration.ofMinutes(5);

    /**
     * The most that one snapshot adds to how long a loss was there: a clock that is set forward, or
     * a sleep, must not end a hold.
     */
    Duration longestStep() {
      var step = period.multipliedBy(3);
      return step.compareTo(USUAL_STEP) > 0 ? step : USUAL_STEP;
    }
  }

  /**
   * What is so when a plan is judged.
   *
   * @param account of earlier losses
   * @param epoch that the snapshot belongs to ({@link Epoch})
   * @param turned whether the snapshot took more than one page anywhere
   * @param approval start of the hold that a person approved of, as text
   * @param keepAll why nothing may be lost now whatever is said, if so
   */
  public record Situation(
      LossRecord account,
      String epoch,
      Instant now,
      boolean turned,
      Optional<String> approval,
      Optional<String> keepAll) {

    boolean settled() {
      return account.settled() && account.epoch().equals(epoch);
    }
  }

  /**
   * What may be done.
   *
   * @param released changes to carry out
   * @param held names of Applications that keep their last good content, and why
   * @param hold that is under way
   * @param memory to judge the next plan with
   * @param account to be made durable before anything is deleted, if it changed
   */
  public record Verdict(
      List<Change> released,
      List<Remark> held,
      Optional<Hold> hold,
      GuardMemory memory,
      Optional<LossRecord> account) {
    public Verdict {
      released = List.copyOf(released);
      held = List.copyOf(held);
    }

    /** The same, remembered as {@link GuardMemory#afterShowing} has it. */
    public Verdict afterShowing(Set<String> ids) {
      return new Verdict(released, held, hold, memory.afterShowing(ids), account);
    }
  }

  public DeletionGuard(Settings settings) {
    this.settings = settings;
  }

  /** Judges a plan made of a complete snapshot. */
  public Verdict judge(Plan plan, GuardMemory memory, Situation situation) {
    return new Judgement(plan, memory, situation).verdict();
  }

  /** One judgement. */
  private final class Judgement {
    private final Plan plan;
    private final GuardMemory memory;
    private final Situation situation;
    private final boolean settled;
    private final Duration step;
    private final List<Change> released = new ArrayList<>();
    private final List<Change> lossy = new ArrayList<>();
    private final List<Remark> unconfirmed = new ArrayList<>();
    private final Map<String, GuardMemory.Clock> clocks = new HashMap<>();

    Judgement(Plan plan, GuardMemory memory, Situation situation) {
      this.plan = plan;
      this.memory = memory;
      this.situation = situation;
      this.settled = situation.settled();
      this.step = memory.step(situation.now(), settings.longestStep());
    }

    Verdict verdict() {
      plan.changes().forEach(this::sort);
      lossy.forEach(change -> clocks.put(change.key(), clock(change)));
      var open = new ArrayList<Change>();
      var due = new ArrayList<Change>();
      lossy.forEach(change -> (isDue(change) ? due : open).add(change));
      var free = isFree(open);
      due.addAll(free ? open : List.of());
      due.forEach(
          change -> clocks.computeIfPresent(change.key(), (_, clock) -> clock.asReleased()));
      released.addAll(due);
      return free
          ? verdict(List.of(), Optional.empty(), account(open, due))
          : held(open, account(List.of(), due));
    }

    private void sort(Change change) {
      if (change.loss().isAny() && situation.turned() && !memory.confirms(change)) {
        unconfirmed.add(
            new Remark(
                change.name(), "what it would lose was missing once; the next listing decides"));
      } else if (change.loss().counts(settled)) {
        lossy.add(change);
      } else {
        released.add(change);
      }
    }

    /** Goes on as long as nothing is added to the loss. */
    private GuardMemory.Clock clock(Change change) {
      var earlier =
          Optional.ofNullable(memory.clocks().get(change.key()))
              .filter(clock -> change.loss().isWithin(clock.loss()));
      return earlier
          .map(clock -> isApproved() ? clock.asReleased() : clock)
          .map(clock -> clock.ticked(change.loss(), step))
          .orElseGet(() -> GuardMemory.Clock.started(change.loss()));
    }

    private boolean isApproved() {
      return memory.holdStart().isPresent()
          && situation
              .approval()
              .map(String::strip)
              .equals(memory.holdStart().map(Instant::toString));
    }

    private boolean isDue(Change change) {
      var clock = clockOf(change);
      return situation.keepAll().isEmpty()
          && (clock.released()
              || (settled
                  && clock.snapshots() >= SNAPSHOTS
                  && clock.lasted().compareTo(duration()) >= 0));
    }

    private Duration duration() {
      return plan.leavesNone() ? settings.holdAll() : settings.hold();
    }

    private GuardMemory.Clock clockOf(Change change) {
      return Objects.requireNonNull(clocks.get(change.key()));
    }

    /** Whether all of it is within what the rolling hour allows. */
    private boolean isFree(List<Change> open) {
      if (open.isEmpty()) {
        return true;
      }
      var holding = plan.holding();
      return settled
          && situation.keepAll().isEmpty()
          && !plan.leavesNone()
          && fits(Tally.applications(open), holding.applications(), LossRecord.Entry::applications)
          && fits(Tally.entries(open), holding.entries(), LossRecord.Entry::entries)
          && fits(Tally.credentials(open), holding.credentials(), LossRecord.Entry::credentials);
    }

    private boolean fits(int lost, int held, ToIntFunction<LossRecord.Entry> kind) {
      var earlier = recent().stream().mapToInt(kind).sum();
      return lost == 0 || lost + earlier <= settings.limit().allowed(held + earlier);
    }

    /** What is of the future was counted before the clock was set back: it is taken for new. */
    private List<LossRecord.Entry> recent() {
      var start = situation.now().minus(ROLLING);
      return situation.account().entries().stream()
          .filter(entry -> entry.at().isAfter(start))
          .map(entry -> isAhead(entry) ? entry.dated(situation.now()) : entry)
          .toList();
    }

    private boolean isAhead(LossRecord.Entry entry) {
      return entry.at().isAfter(situation.now());
    }

    private Optional<LossRecord> account(List<Change> free, List<Change> due) {
      var settles = settled || (unconfirmed.isEmpty() && due.size() == lossy.size());
      var entries = new ArrayList<>(recent());
      if (!free.isEmpty()) {
        entries.add(
            new LossRecord.Entry(
                situation.now(),
                Tally.applications(free),
                Tally.entries(free),
                Tally.credentials(free)));
      }
      var changed =
          !settled
              || !free.isEmpty()
              || situation.account().entries().stream().anyMatch(this::isAhead);
      return settles && changed
          ? Optional.of(new LossRecord(situation.epoch(), true, entries))
          : Optional.empty();
    }

    private Verdict held(List<Change> open, Optional<LossRecord> account) {
      // What was not held yet when a person approved waits for another word.
      var start =
          memory
              .holdStart()
              .filter(_ -> !isApproved())
              .orElseGet(() -> situation.now().truncatedTo(ChronoUnit.SECONDS));
      var release =
          settled
              ? open.stream().map(this::release).max(Instant::compareTo)
              : Optional.<Instant>empty();
      var hold = Hold.of(start, release, open, situation.keepAll());
      var remarks =
          open.stream().map(change -> new Remark(change.name(), Tally.sentence(change.loss())));
      return verdict(remarks.toList(), Optional.of(hold), account);
    }

    /** If Compass goes on lacking it; never in the past, though a snapshot may yet be missing. */
    private Instant release(Change change) {
      var left = duration().minus(clockOf(change).lasted());
      return situation.now().plus(left.isNegative() ? Duration.ZERO : left);
    }

    private Verdict verdict(List<Remark> held, Optional<Hold> hold, Optional<LossRecord> account) {
      var all = new ArrayList<>(unconfirmed);
      all.addAll(held);
      var next =
          new GuardMemory(
              clocks, memory.absent(), hold.map(Hold::start), Optional.of(situation.now()));
      return new Verdict(released, all, hold, next.afterListing(plan), account);
    }
  }
}
