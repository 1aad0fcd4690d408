package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two {@code error} texts of the Go agent's schema, where they are all that can be told in: a
 * store that prunes conditions and lists leaves no other place for what they say (design, 7).
 */
public final class CompatibleTexts {
  private static final int NAMED = 5;
  private static final Pattern HELD = Pattern.compile("held since (\\d\\S*Z):");

  private CompatibleTexts() {}

  /** The start of the hold in {@code document}, by which losses are approved, wherever it is. */
  public static Optional<Instant> heldSince(ConnectionDocument document) {
    var status = document.status();
    return status
        .applications()
        .map(ApplicationsSummary::heldSince)
        .orElseGet(() ->
            status
                .synchronization()
                .flatMap(SynchronizationTimes::error)
                .map(HELD::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> Instant.parse(matcher.group(1))));
  }

  /** {@code described} with all that is wrong or to be known in its two texts. */
  static ConnectionDocument told(ConnectionDocument described, Circumstances now, Instant at) {
    var connection = new ArrayList<String>();
    var synchronization = new ArrayList<String>();
    for (var problem : DescribeConnection.problems(now, at)) {
      switch (problem.subject()) {
        case CONNECTION, STORING_THE_CREDENTIAL, TRUST, ANOTHER_AGENT, CONFIGURATION ->
            connection.add(problem.text());
        case SYNCHRONIZATION -> synchronization.add(problem.text());
      }
    }
    now.held().ifPresent(synchronization::add);
    now.applications()
        .map(ApplicationsSummary::refused)
        .filter(refused -> refused.count() > 0)
        .ifPresent(refused -> synchronization.add(inWords(refused)));
    var status = described.status();
    return new ConnectionDocument(
        described.spec(),
        new Status(
            status.connectionState(),
            status.state(),
            withError(status.connection(), joined(connection)),
            status.synchronization().map(times -> withError(times, joined(synchronization))),
            status.conditions(),
            status.applications()),
        described.approval(),
        described.otherAgentWrote());
  }

  private static String inWords(Named refused) {
    var first =
        refused.first().stream()
            .limit(NAMED)
            .map(entry -> entry.name() + " (" + entry.reason() + ")")
            .collect(Collectors.joining(", "));
    var more = refused.count() - Math.min(NAMED, refused.first().size());
    return "%d Applications cannot be held: %s%s"
        .formatted(refused.count(), first, more > 0 ? " and " + more + " more" : "");
  }

  /** Each text once: what is held, say, is a reason why not all is applied, too. */
  private static Optional<String> joined(List<String> texts) {
    var joined = "";
    for (var text : texts) {
      if (!joined.contains(text)) {
        joined = joined.isEmpty() ? text : joined + "; " + text;
      }
    }
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
  }

  private static ConnectionTimes withError(ConnectionTimes times, Optional<String> error) {
    return new ConnectionTimes(
        times.acquired(),
        times.notBefore(),
        times.notAfter(),
        times.established(),
        times.renewed(),
        times.lastSync(),
        times.lastSuccess(),
        error);
  }

  private static SynchronizationTimes withError(
      SynchronizationTimes times, Optional<String> error) {
    return new SynchronizationTimes(
        times.lastAttempt(), times.lastSuccessfulFetch(), times.lastSuccessfulApplication(), error);
  }
}
