package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.SecretText;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A connection to talk about: one configuration, one credential, every event that can happen. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Policy POLICY =
      new Policy(
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofHours(24));
  static final ConnectionMachine MACHINE = new ConnectionMachine(POLICY);
  static final ConnectionConfiguration CONFIGURATION = configured("token-1", "runtime-1");
  static final ConfigurationReading USABLE = new ConfigurationReading.Usable(CONFIGURATION);
  static final ConnectionConfiguration WITH_NEW_TOKEN = configured("token-2", "runtime-1");
  static final ConfigurationReading NEW_TOKEN = new ConfigurationReading.Usable(WITH_NEW_TOKEN);
  static final ConfigurationReading MISSING = new ConfigurationReading.Missing("the Secret");
  static final ConfigurationReading INCOMPLETE =
      new ConfigurationReading.Incomplete("the Secret", List.of("missing or empty: TOKEN"));
  static final ConfigurationReading UNREADABLE =
      new ConfigurationReading.Unreadable("the Secret", "permission denied");
  static final TokenLedger SPENT = TokenLedger.EMPTY.spend(CONFIGURATION.tokenHash(), NOON);
  static final CredentialSummary CREDENTIAL = credential("one", NOON);

  private Samples() {}

  static ConnectionConfiguration configured(String token, String runtimeId) {
    return new ConnectionConfiguration(
        URI.create("https://compass.example.com/connector/graphql"),
        SecretText.of(token),
        runtimeId,
        "tenant-1");
  }

  static CredentialSummary credential(String fingerprint, Instant acquired) {
    return new CredentialSummary(
        fingerprint,
        "runtime-1",
        Optional.of("tenant-1"),
        true,
        acquired,
        acquired.plus(Duration.ofDays(90)),
        acquired.plus(Duration.ofDays(60)));
  }

  /** A new token was put into the configuration. */
  static ConnectionEvent seenAnew() {
    return new ConfigurationSeen(NEW_TOKEN, noon());
  }

  static Moment at(Instant at) {
    return new Moment(at, 0.5);
  }

  static Moment noon() {
    return at(NOON);
  }

  static Moment later(Duration duration) {
    return at(NOON.plus(duration));
  }

  static Findings findings(
      ConfigurationReading configuration, TokenLedger tokens, Optional<CredentialSummary> proven) {
    return new Findings(configuration, tokens, proven, false, Optional.empty(), false, false);
  }

  static ConnectionState begun(Findings findings) {
    return MACHINE.begin(findings, noon()).state();
  }

  static ConnectionState unconfigured() {
    return begun(findings(MISSING, TokenLedger.EMPTY, Optional.empty()));
  }

  static ConnectionState connecting() {
    return begun(findings(USABLE, TokenLedger.EMPTY, Optional.empty()));
  }

  static ConnectionState refusedToken() {
    return after(connecting(), new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()));
  }

  static ConnectionState connectingAgain() {
    return after(connected(), seenAnew(), new DocumentMissing(true, noon()));
  }

  /** The exchange of a token goes on beside a stored credential that works again. */
  static ConnectionState exchanging() {
    return after(
        connectingAgain(),
        new EnrolmentStopped(TokenFate.STILL_IN_HAND, "404", noon()),
        new CredentialProven(CREDENTIAL, noon()),
        new SyncEnded(new SyncVerdict.Succeeded(), noon()),
        new TimePassed(later(Duration.ofSeconds(2))));
  }

  static ConnectionState unproven() {
    return after(connecting(), new CredentialIssued(CREDENTIAL, noon()));
  }

  /** Connected in an earlier life, so that a synchronization is under way. */
  static ConnectionState connected() {
    return after(
        begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL))),
        new SyncEnded(new SyncVerdict.NotAllApplied("one failed"), noon()));
  }

  static ConnectionState refusedTwice() {
    return after(
        connected(),
        new CredentialRefused("refused", noon()),
        new CredentialRefused("refused", later(Duration.ofSeconds(15))));
  }

  static ConnectionState silent() {
    return after(
        connected(),
        new SyncEnded(
            new SyncVerdict.FetchFailed("nobody answers", false, true, Optional.empty()), noon()));
  }

  static ConnectionState synchronised() {
    return after(connected(), new SyncEnded(new SyncVerdict.Succeeded(), noon()));
  }

  /** Somebody changed the Runtime, and it is about to be put back. */
  static ConnectionState drifted() {
    return after(synchronised(), new RuntimeDrifted(noon()));
  }

  static ConnectionState repairing() {
    return after(drifted(), new TimePassed(later(Drift.GATHERING)));
  }

  static ConnectionState contested() {
    return after(
        repairing(),
        new RepairEnded(Optional.of("another keeps changing it"), later(Drift.GATHERING)));
  }

  static ConnectionState lost() {
    return after(refusedTwice(), new CredentialRefused("refused", later(Duration.ofSeconds(30))));
  }

  static ConnectionState lostWithoutConfiguration() {
    return after(unproven(), new ConfigurationSeen(MISSING, noon()));
  }

  static ConnectionState after(ConnectionState state, ConnectionEvent... events) {
    var now = state;
    for (var event : events) {
      now = MACHINE.decide(now, event).state();
    }
    return now;
  }

  static Upkeep upkeep(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connected s -> s.upkeep();
      case ConnectionState.Synchronized s -> s.upkeep();
      case ConnectionState.Unconfigured _, ConnectionState.Connecting _, ConnectionState.Lost _ ->
          throw new IllegalArgumentException("not operating: " + state);
    };
  }

  static List<ConnectionState> states() {
    return List.of(
        unconfigured(),
        connecting(),
        refusedToken(),
        connectingAgain(),
        exchanging(),
        unproven(),
        connected(),
        after(connected(), seenAnew()),
        refusedTwice(),
        silent(),
        synchronised(),
        after(synchronised(), seenAnew()),
        drifted(),
        repairing(),
        contested(),
        lost(),
        lostWithoutConfiguration());
  }

  /** At least one event of each kind, and of those whose content matters, each content. */
  static List<ConnectionEvent> events() {
    var when = later(Duration.ofMinutes(20));
    return List.of(
        new ConfigurationSeen(USABLE, when),
        new ConfigurationSeen(NEW_TOKEN, when),
        new ConfigurationSeen(MISSING, when),
        new ConfigurationSeen(INCOMPLETE, when),
        new ConfigurationSeen(UNREADABLE, when),
        new DocumentMissing(true, when),
        new DocumentMissing(false, when),
        new FlagsRaised(true, true, when),
        new LossesApproved(when),
        new OtherAgentWrote(when.at(), when),
        new CredentialIssued(CREDENTIAL, when),
        new EnrolmentStopped(TokenFate.NOTHING_SENT, "no such host", when),
        new EnrolmentStopped(TokenFate.REFUSED, "refused", when),
        new EnrolmentStopped(TokenFate.UNKNOWN, "cut", when),
        new EnrolmentStopped(TokenFate.IN_HAND, "no Director URL", when),
        new EnrolmentStopped(TokenFate.STILL_IN_HAND, "no such service", when),
        new EnrolmentStopped(TokenFate.SPENT, "another key", when),
        new CredentialProven(CREDENTIAL, when),
        new CredentialRefused("refused", when),
        new CompassSilent("nobody answers", Optional.empty(), when),
        new CredentialMissing(when),
        new CredentialUnreadable("permission denied", when),
        new Renewed(CREDENTIAL, when),
        new RenewalFailed("cut", false, when),
        new RenewalFailed("refused", true, when),
        new SyncEnded(new SyncVerdict.Succeeded(), when),
        new SyncEnded(new SyncVerdict.NotAllApplied("one failed"), when),
        new SyncEnded(new SyncVerdict.LabelsFailed("cut", Optional.empty()), when),
        new SyncEnded(new SyncVerdict.FetchFailed("cut", false, true, Optional.empty()), when),
        new SyncEnded(new SyncVerdict.FetchFailed("who?", true, false, Optional.empty()), when),
        new SyncEnded(new SyncVerdict.TargetUnreadable("disk"), when),
        new SyncEnded(new SyncVerdict.WrongRuntime("another"), when),
        new RuntimeDrifted(when),
        new RepairEnded(Optional.empty(), when),
        new RepairEnded(Optional.of("disk"), when),
        new TimePassed(when),
        new TimeJumped(when));
  }
}
