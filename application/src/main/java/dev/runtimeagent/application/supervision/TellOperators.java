package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.status.DescribeConnection;
import dev.runtimeagent.application.status.Problem;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import dev.runtimeagent.domain.connection.CredentialSummary;
import dev.runtimeagent.domain.connection.SyncVerdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of every transition, and of every problem that the connection document shows: once when it
 * begins or changes, however often it is met, and once when it is over.
 */
final class TellOperators {
  private final EventRecorder recorder;
  private final Map<Problem.Subject, String> told = new EnumMap<>(Problem.Subject.class);

  TellOperators(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /** Tells what is new at {@code at}, after a turn of the loop that was due to {@code why}. */
  void tell(Optional<ConnectionState> before, Circumstances now, String why, Instant at) {
    var said = new HashSet<>(told.values());
    var problems = DescribeConnection.problems(now, at);
    var next = now.state();
    var moved = !before.map(ConnectionState::name).equals(Optional.of(next.name()));
    if (moved) {
      var cause =
          problems.stream().map(Problem::text).filter(text -> text.startsWith(why)).findFirst();
      transition(before, next, cause.orElse(why));
      said.add(cause.orElse(why));
    }
    problems.forEach(problem -> begun(problem, said));
    var subjects = problems.stream().map(Problem::subject).toList();
    var over = told.keySet().stream().filter(subject -> !subjects.contains(subject)).toList();
    over.forEach(told::remove);
    if (!moved) {
      over.forEach(this::ended);
    }
  }

  /** Tells of a certificate that replaced another, which leaves the state as it is. */
  void renewed(CredentialSummary credential) {
    recorder.record(
        new AgentEvent(
            Severity.INFO,
            "CertificateRenewed",
            "the client certificate was renewed",
            Map.of("notAfter", credential.notAfter().toString())));
  }

  private void transition(Optional<ConnectionState> before, ConnectionState next, String why) {
    var details = new LinkedHashMap<String, String>();
    before.ifPresent(state -> details.put("from", state.name()));
    details.put("to", next.name());
    details.put("why", why);
    var severity =
        switch (next) {
          case Unconfigured _, Connecting _, Synchronized _ -> Severity.INFO;
          case Connected connected ->
              connected.upkeep().duties().trouble().isPresent()
                      || connected
                          .verdict()
                          .filter(v -> !(v instanceof SyncVerdict.Succeeded))
                          .isPresent()
                  ? Severity.WARNING
                  : Severity.INFO;
          case Lost _ -> Severity.ERROR;
        };
    recorder.record(
        new AgentEvent(severity, next.name(), "the connection's state changed", details));
  }

  private void begun(Problem problem, Set<String> said) {
    told.put(problem.subject(), problem.text());
    if (!said.add(problem.text())) {
      return;
    }
    var details = Map.of("problem", problem.text());
    recorder.record(
        switch (problem.subject()) {
          case CONNECTION ->
              new AgentEvent(
                  Severity.WARNING,
                  "ConnectionProblem",
                  "something is wrong with the connection",
                  details);
          case SYNCHRONIZATION ->
              new AgentEvent(
                  Severity.WARNING,
                  "SynchronizationProblem",
                  "something is wrong with the synchronization",
                  details);
          case STORING_THE_CREDENTIAL ->
              new AgentEvent(
                  Severity.WARNING,
                  "CredentialNotStored",
                  "the credential is not safely stored",
                  details);
          case TRUST ->
              new AgentEvent(
                  Severity.WARNING,
                  "TrustNotVerified",
                  "the servers of Compass are not verified",
                  details);
          case ANOTHER_AGENT ->
              new AgentEvent(
                  Severity.WARNING, "AnotherAgent", "another agent works on this Runtime", details);
          case CONFIGURATION ->
              new AgentEvent(
                  Severity.INFO,
                  "ConfigurationNotInUse",
                  "the configuration is not in use now",
                  Map.of("hint", problem.text()));
        });
  }

  private void ended(Problem.Subject subject) {
    recorder.record(
        new AgentEvent(
            Severity.INFO,
            "ProblemOver",
            "a problem is over",
            Map.of("of", subject.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
  }
}
