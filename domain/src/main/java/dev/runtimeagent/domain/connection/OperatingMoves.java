package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialIssued;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialUnreadable;
import dev.runtimeagent.domain.connection.ConnectionEvent.DocumentMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.FlagsRaised;
import dev.runtimeagent.domain.connection.ConnectionEvent.LossesApproved;
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.RepairEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.RuntimeDrifted;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows in {@link ConnectionState.Connected} and {@link ConnectionState.Synchronized}. */
record OperatingMoves(Policy policy, Agenda agenda) {
  private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(15);

  Transition decide(Connected s, ConnectionEvent event) {
    var when = event.when();
    var at = when.at();
    var upkeep = s.upkeep();
    var duties = upkeep.duties();
    return switch (event) {
      case ConfigurationSeen(var reading, _) -> configurationWhileOperating(s, reading, when);
      case SyncEnded(var verdict, _) -> synced(s, verdict, when);
      case CredentialProven(var credential, _) ->
          agenda.proceed(Agenda.with(s, provenByConnector(upkeep, credential, at)), when);
      case CredentialRefused(var detail, _) -> {
        var refused = upkeep.standing().refused(at);
        var checked =
            duties.checking(duties.check().failed(detail, Appointment.in(AFTER_A_REFUSAL, at)));
        yield refused.refusals().believed()
            ? agenda.lost(
                s.memory(),
                new LostCause.CredentialRefused(detail, refused.refusals().first().orElseThrow()),
                when)
            : agenda.proceed(
                Agenda.with(s, upkeep.with(refused).with(checked).running(Optional.empty())), when);
      }
      case CompassSilent(var detail, var retryAfter, _) -> {
        var missed = duties.check().missed(detail, retryAfter, when);
        // While the Director is silent as well, both are asked when it is its turn.
        var check = duties.sync().failures() > 0 ? missed.noSoonerThan(duties.sync(), at) : missed;
        var silent = upkeep.with(duties.checking(check)).running(Optional.empty());
        yield silent.silentTooLong(policy, at)
            ? agenda.lost(
                s.memory(),
                new LostCause.CompassSilent(detail),
                retryAfter.isPresent() ? check : Duty.now(at),
                when)
            : agenda.proceed(Agenda.with(s, silent), when);
      }
      case Renewed(var credential, _) -> {
        var proven = provenByConnector(upkeep, credential, at);
        var renewal = Duty.of(nextRenewal(credential, at));
        yield agenda.proceed(Agenda.with(s, proven.with(proven.duties().renewing(renewal))), when);
      }
      case RenewalFailed(var detail, var doubtful, var retryAfter, _) -> {
        var failures = duties.renewal().failures() + 1;
        var credential = upkeep.standing().credential();
        var next = Backoff.afterFailedRenewal(failures, credential, retryAfter, when);
        var failed = duties.renewing(duties.renewal().failed(detail, next));
        var checked = doubtful ? failed.checking(failed.check().hurried(at)) : failed;
        // It may be told of by a probe, after which something else is under way already.
        var running = upkeep.running().filter(task -> task != Task.RENEW);
        yield agenda.proceed(Agenda.with(s, upkeep.with(checked).running(running)), when);
      }
      case DocumentMissing(var seen, _) ->
          Agenda.prefixed(agenda.reconnect(s, seen, when), new Effect.ForgiveTokens());
      case OtherAgentWrote _ -> beside(s, when);
      case FlagsRaised(var resync, var refresh, _) -> {
        var hurried = resync ? upkeep.syncingAt(at) : upkeep;
        var renewal = duties.renewal().hurried(at);
        var asked = refresh ? hurried.with(hurried.duties().renewing(renewal)) : hurried;
        yield agenda.proceed(Agenda.with(s, asked), when, new Effect.ClearFlags());
      }
      case LossesApproved _ -> agenda.proceed(Agenda.with(s, upkeep.syncingAt(at)), when);
      case RuntimeDrifted _ ->
          agenda.proceed(Agenda.with(s, upkeep.with(upkeep.drift().seen(at))), when);
      case RepairEnded(var problem, _) ->
          agenda.proceed(
              Agenda.with(
                  s, upkeep.with(upkeep.drift().repaired(problem, at)).running(Optional.empty())),
              when);
      case TimePassed _ -> agenda.proceed(s, when);
      case TimeJumped _ ->
          agenda.proceed(
              Agenda.slept(
                  Agenda.with(s, upkeep.with(upkeep.standing().notAheadOf(at))), at, Duration.ZERO),
              when);
      case CredentialIssued _ ->
          upkeep.exchange().isPresent()
              ? agenda.issued(s.memory(), upkeep.exchange(), when)
              : agenda.proceed(s, when);
      case EnrolmentStopped stopped ->
          upkeep
              .exchange()
              .map(pairing -> exchangeStopped(s, pairing, stopped))
              .orElseGet(() -> agenda.proceed(s, when));
      // Late answers of what preceded this connection; the credential in memory stays in use.
      case CredentialMissing _, CredentialUnreadable _ -> agenda.proceed(s, when);
    };
  }

  private Upkeep provenByConnector(Upkeep upkeep, CredentialSummary credential, Instant at) {
    var check = Duty.of(Appointment.in(policy.checkInterval(), at));
    return upkeep
        .with(upkeep.standing().proven(at))
        .with(upkeep.duties().checking(check))
        .using(credential)
        .running(Optional.empty());
  }

  /** Another try follows for as long as a token is in hand; without one there is nothing to try. */
  private Transition exchangeStopped(Connected s, Pairing exchange, EnrolmentStopped stopped) {
    var when = stopped.when();
    var tokens = s.memory().tokens().after(stopped.fate(), exchange.configuration(), when.at());
    var upkeep =
        s.upkeep()
            .exchanging(Optional.of(exchange.failed(stopped)).filter(Pairing::inHand))
            .running(Optional.empty());
    return agenda.proceed(
        new Connected(s.memory().with(tokens).notReconnected(stopped.detail()), upkeep, s.last()),
        when);
  }

  /**
   * By a clock that is far behind, or ahead, a certificate issued just now is due beyond its life,
   * or before its issue, and would be renewed without end: so its share of life is counted from
   * now.
   */
  private static Appointment nextRenewal(CredentialSummary issued, Instant at) {
    var due = issued.renewalDue();
    var counted = Appointment.in(Duration.between(issued.acquired(), due), at);
    return at.isBefore(due) && due.isBefore(counted.due()) ? issued.renewal() : counted;
  }

  /** What is under way was begun when nobody else was at work. */
  private Transition beside(Connected s, Moment when) {
    var memory = s.memory().seeingOtherAgent(when.at());
    var next = agenda.proceed(new Connected(memory, s.upkeep(), s.last()), when);
    var advice = memory.contest().advice(when.at());
    if (advice.isEmpty() || s.running().isEmpty()) {
      return next;
    }
    return switch (s.running().get()) {
      case SYNCHRONIZE -> Agenda.prefixed(next, new Effect.KeepAll(advice.get()));
      case ENROL -> Agenda.prefixed(next, new Effect.AbandonEnrolment());
      case PROBE, CHECK, RENEW, REPAIR -> next;
    };
  }

  private Transition configurationWhileOperating(
      Connected s, ConfigurationReading reading, Moment when) {
    var memory = s.memory().seeing(reading, when.at());
    var seen = new Connected(memory, s.upkeep(), s.last());
    var credential = s.upkeep().standing().credential();
    var corrected = memory.usable().filter(credential::differsFrom);
    if (credential.bound() || memory.equals(s.memory()) || corrected.isEmpty()) {
      return agenda.proceed(seen, when);
    }
    // Until a synchronization succeeded, runtime id and tenant are the configuration's (design, 3).
    var upkeep = s.upkeep().using(credential.identifiedBy(corrected.get())).syncingAt(when.at());
    return Agenda.prefixed(
        agenda.proceed(Agenda.with(seen, upkeep), when), new Effect.AdoptIdentity(corrected.get()));
  }

  private Transition synced(Connected s, SyncVerdict verdict, Moment when) {
    var at = when.at();
    var before = s.upkeep();
    var synced = before.duties().syncing(nextSync(before.duties().sync(), verdict, when));
    var duties =
        verdict instanceof SyncVerdict.FetchFailed failure
            ? afterSilenceOfDirector(synced, failure, at)
            : synced.answered(at);
    var upkeep =
        new Upkeep(
            standing(before.standing(), verdict, at),
            before.wishes().resync() ? duties.syncing(duties.sync().hurried(at)) : duties,
            verdict.compared() ? before.drift().compared() : before.drift(),
            Optional.empty(),
            before.wishes().resync(false),
            before.exchange());
    return agenda.proceed(new Connected(s.memory(), upkeep, Optional.of(verdict)), when);
  }

  /** Whatever Compass answers proves the credential. */
  private static Standing standing(Standing before, SyncVerdict verdict, Instant at) {
    return switch (verdict) {
      case SyncVerdict.Succeeded _ -> before.proven(at).using(before.credential().asBound());
      case SyncVerdict.NotAllApplied _,
          SyncVerdict.LabelsFailed _,
          SyncVerdict.TargetUnreadable _,
          SyncVerdict.WrongRuntime _ ->
          before.proven(at);
      case SyncVerdict.FetchFailed _ -> before;
    };
  }

  private Duty nextSync(Duty sync, SyncVerdict verdict, Moment when) {
    return switch (verdict) {
      case SyncVerdict.FetchFailed(var detail, _, _, var retryAfter) -> {
        var pace = retryAfter.isPresent() ? Backoff.slowed(policy, sync.pace()) : sync.pace();
        var wait = Backoff.afterFailedFetch(policy, sync.failures() + 1, pace, when.chance());
        yield sync.paced(pace).failed(detail, Backoff.noSoonerThan(retryAfter, wait, when));
      }
      case SyncVerdict.NotAllApplied(_, var retryAfter) -> afterListing(sync, retryAfter, when);
      case SyncVerdict.LabelsFailed(_, var retryAfter) -> afterListing(sync, retryAfter, when);
      case SyncVerdict.Succeeded _, SyncVerdict.TargetUnreadable _, SyncVerdict.WrongRuntime _ ->
          afterListing(sync, Optional.empty(), when);
    };
  }

  /** What was listed may be followed by labels, at which Compass may ask to slow down. */
  private Duty afterListing(Duty sync, Optional<Duration> retryAfter, Moment when) {
    var before = sync.pace();
    var pace =
        retryAfter.isPresent() ? Backoff.slowed(policy, before) : Backoff.eased(policy, before);
    var wait = Backoff.untilNextSync(policy, pace, when.chance());
    return sync.paced(pace).done(Backoff.noSoonerThan(retryAfter, wait, when));
  }

  private static Duties afterSilenceOfDirector(
      Duties duties, SyncVerdict.FetchFailed failure, Instant at) {
    // Who asks to slow down is there, and must not be asked even more.
    var silent = duties.sync().failures() >= 3 && failure.retryAfter().isEmpty();
    return failure.authenticationDoubtful() || silent ? duties.askingConnector(at) : duties;
  }
}
