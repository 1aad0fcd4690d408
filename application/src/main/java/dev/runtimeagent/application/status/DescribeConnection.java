package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import dev.runtimeagent.domain.connection.LostCause;
import dev.runtimeagent.domain.connection.Pairing;
import dev.runtimeagent.domain.connection.SyncVerdict;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns what is known into what an operator is shown (design, 7). */
public final class DescribeConnection {
  private DescribeConnection() {}

  /**
   * The document as it should be, or nothing while nothing came of anything yet: the Go agent, and
   * the Provisioner with it, would take a document for a finished pairing, and our next life for a
   * wish to connect anew that was met.
   *
   * @param previous what is stored, for what must survive: the compatible state while pairing, and
   *     since when conditions hold
   */
  public static Optional<ConnectionDocument> describe(
      Circumstances now, Optional<ConnectionDocument> previous, Instant at) {
    if (!tellable(now, at) || (previous.isEmpty() && pairingAhead(now, at))) {
      return Optional.empty();
    }
    var chronicle =
        previous
            .map(document -> now.chronicle().completedBy(document.status(), at))
            .orElse(now.chronicle());
    var urls = now.generation().map(Generation::endpoints);
    var before = previous.map(ConnectionDocument::spec);
    var spec =
        new ConnectionDocument.Spec(
            urls.map(Endpoints::connectorUrl)
                .map(Object::toString)
                .or(() -> before.map(ConnectionDocument.Spec::connectorUrl))
                .orElse(""),
            urls.map(Endpoints::directorUrl)
                .map(Object::toString)
                .or(() -> before.map(ConnectionDocument.Spec::directorUrl))
                .orElse(""),
            before.map(ConnectionDocument.Spec::resyncNow).orElse(false),
            before.map(ConnectionDocument.Spec::refreshCredentialsNow).orElse(false));
    var status =
        new Status(
            compatible(now.state(), previous),
            Optional.of(now.state().name()),
            chronicle.connection(certificate(now, previous), connectionError(now, at)),
            chronicle.synchronization(synchronizationError(now.state())),
            new Conditions(now, previous, at).all(),
            now.applications()
                .or(() -> previous.map(ConnectionDocument::status).flatMap(Status::applications)));
    return Optional.of(
        new ConnectionDocument(
            spec,
            status,
            previous.flatMap(ConnectionDocument::approval).filter(start -> mayBeOf(start, now)),
            previous.flatMap(ConnectionDocument::otherAgentWrote)));
  }

  /** Whether a hold that started at {@code start} may be under way: an approval outlives none. */
  private static boolean mayBeOf(String start, Circumstances now) {
    return now.applications()
        .map(summary ->
            summary.heldSince().map(Instant::toString).equals(Optional.of(start.strip())))
        .orElse(true);
  }

  /** All that is wrong, in the document's own words; none of them differs from turn to turn. */
  public static List<Problem> problems(Circumstances now, Instant at) {
    return Stream.of(
            connectionError(now, at).map(about(Problem.Subject.CONNECTION)),
            synchronizationError(now.state()).map(about(Problem.Subject.SYNCHRONIZATION)),
            now.durability().map(about(Problem.Subject.STORING_THE_CREDENTIAL)),
            now.trust().map(about(Problem.Subject.TRUST)),
            contest(now, at).map(about(Problem.Subject.ANOTHER_AGENT)),
            new Conditions(now, Optional.empty(), at)
                .hint()
                .map(about(Problem.Subject.CONFIGURATION)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What to tell while another agent works on the Runtime too. */
  static Optional<String> contest(Circumstances now, Instant at) {
    return now.state().memory().contest().advice(at);
  }

  private static Function<String, Problem> about(Problem.Subject subject) {
    return text -> new Problem(subject, text);
  }

  /** Whether it is about to be seen what comes of a pairing, or of the wish for one. */
  private static boolean pairingAhead(Circumstances now, Instant at) {
    return pairingInFlight(now.state())
        || (now.state().reconnectAwaited() && contest(now, at).isEmpty());
  }

  private static boolean pairingInFlight(ConnectionState state) {
    return state instanceof Connecting(_, var pairing, var probe, _)
        && pairing.map(Pairing::problem).filter(p -> !p.isEmpty()).isEmpty()
        && probe.problem().isEmpty();
  }

  private static boolean tellable(Circumstances now, Instant at) {
    return now.chronicle().heard()
        || contest(now, at).isPresent()
        || switch (now.state()) {
          case Unconfigured _, Lost _ -> true;
          case Connecting _ -> !pairingInFlight(now.state());
          case Connected(var memory, _, _) -> memory.note().isPresent();
          case Synchronized _ -> true;
        };
  }

  private static CompatibleState compatible(
      ConnectionState state, Optional<ConnectionDocument> previous) {
    return switch (state) {
      case Unconfigured _ -> CompatibleState.CONNECTION_FAILED;
      case Connecting(_, var pairing, var probe, _) -> {
        if (pairing.isEmpty() && probe.problem().isPresent()) {
          yield CompatibleState.CONNECTION_MAINTENANCE_FAILED;
        }
        var failed = pairing.filter(p -> !p.problem().isEmpty()).isPresent();
        yield failed
            ? CompatibleState.CONNECTION_FAILED
            : previous
                .map(document -> document.status().connectionState())
                .orElse(CompatibleState.CONNECTION_FAILED);
      }
      case Connected connected ->
          connected.upkeep().duties().trouble().isPresent()
              ? CompatibleState.CONNECTION_MAINTENANCE_FAILED
              : connected
                  .verdict()
                  .map(DescribeConnection::compatible)
                  .orElse(CompatibleState.CONNECTED);
      case Synchronized _ -> CompatibleState.SYNCHRONIZED;
      case Lost(_, var cause, _, _, _) ->
          switch (cause) {
            case LostCause.CompassSilent _, LostCause.CredentialUnreadable _ ->
                CompatibleState.CONNECTION_MAINTENANCE_FAILED;
            case LostCause.CredentialRefused _,
                LostCause.TokenUseless _,
                LostCause.ConfigurationGone _,
                LostCause.CredentialGone _ ->
                CompatibleState.CONNECTION_FAILED;
          };
    };
  }

  private static CompatibleState compatible(SyncVerdict verdict) {
    return switch (verdict) {
      case SyncVerdict.Succeeded _ -> CompatibleState.SYNCHRONIZED;
      case SyncVerdict.NotAllApplied _, SyncVerdict.TargetUnreadable _ ->
          CompatibleState.RESOURCE_APPLICATION_FAILED;
      case SyncVerdict.LabelsFailed _ -> CompatibleState.METADATA_UPDATE_FAILED;
      case SyncVerdict.FetchFailed(_, _, var unreachable, _) ->
          unreachable
              ? CompatibleState.CONNECTION_MAINTENANCE_FAILED
              : CompatibleState.SYNCHRONIZATION_FAILED;
      case SyncVerdict.WrongRuntime _ -> CompatibleState.SYNCHRONIZATION_FAILED;
    };
  }

  private static ConnectionTimes certificate(
      Circumstances now, Optional<ConnectionDocument> previous) {
    return now.generation()
        .map(generation -> {
          var facts = generation.credential().facts();
          return new ConnectionTimes(
              Optional.of(seconds(generation.acquired())),
              Optional.of(facts.notBefore()),
              Optional.of(facts.notAfter()),
              Optional.of(seconds(generation.established())),
              generation.renewed().map(DescribeConnection::seconds),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
        })
        .or(() -> previous.map(document -> document.status().connection()))
        .orElse(ConnectionTimes.NONE);
  }

  /** Times in the document have a precision of one second (B-088). */
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<String> connectionError(Circumstances now, Instant at) {
    return switch (now.state()) {
      case Unconfigured(var memory, _, _) ->
          Optional.of(configurationProblem(memory.configuration()));
      case Connecting(_, var pairing, var probe, _) ->
          pairing
              .map(Pairing::problem)
              .filter(p -> !p.isEmpty())
              .or(probe::problem)
              .or(() -> contest(now, at));
      case Connected(var memory, var upkeep, var last) ->
          upkeep
              .duties()
              .trouble()
              .or(() ->
                  last.filter(v -> v instanceof SyncVerdict.FetchFailed(_, _, var none, _) && none)
                      .map(SyncVerdict::detail))
              .or(now::endpoints)
              .or(memory::note);
      case Synchronized(var memory, _) -> now.endpoints().or(memory::note);
      case Lost lost -> Optional.of(lossInWords(lost, now.generation(), at));
    };
  }

  static String configurationProblem(ConfigurationReading reading) {
    return switch (reading) {
      case ConfigurationReading.Usable _ -> "";
      case ConfigurationReading.Incomplete(var source, var problems) ->
          source + ": " + String.join("; ", problems);
      case ConfigurationReading.Missing(var source) ->
          "there is no " + source + ": create it with CONNECTOR_URL, TOKEN, RUNTIME_ID and TENANT";
      case ConfigurationReading.Unreadable(var source, var reason) ->
          "cannot read " + source + ": " + reason;
    };
  }

  static String lossInWords(Lost lost, Optional<Generation> generation, Instant at) {
    var expired =
        generation
            .filter(_ -> lost.cause() instanceof LostCause.CredentialRefused)
            .map(g -> g.credential().facts().notAfter())
            .filter(at::isAfter)
            .filter(_ -> !lost.cause().detail().contains("expired at"));
    var cause =
        expired
            .map(notAfter ->
                "the certificate expired at "
                    + notAfter
                    + ", while the agent was asleep or Compass unreachable ("
                    + lost.cause().detail()
                    + ")")
            .orElse(lost.cause().detail());
    return switch (lost.cause()) {
      case LostCause.CredentialRefused _, LostCause.CredentialGone _, LostCause.TokenUseless _ ->
          (cause.contains("new token")
                  ? cause + " ("
                  : cause
                      + "; needs one new token: put TOKEN and CONNECTOR_URL into the configuration (")
              + where(lost.memory().configuration())
              + ")";
      case LostCause.ConfigurationGone _,
          LostCause.CompassSilent _,
          LostCause.CredentialUnreadable _ ->
          cause;
    };
  }

  private static String where(ConfigurationReading reading) {
    return switch (reading) {
      case ConfigurationReading.Usable _ -> "the one there is was tried or has waited in vain";
      case ConfigurationReading.Incomplete(var source, _) -> source;
      case ConfigurationReading.Missing(var source) -> source;
      case ConfigurationReading.Unreadable(var source, _) -> source;
    };
  }

  private static Optional<String> synchronizationError(ConnectionState state) {
    return state instanceof Connected connected
        ? connected.verdict().map(SyncVerdict::detail).filter(detail -> !detail.isEmpty())
        : Optional.empty();
  }
}
