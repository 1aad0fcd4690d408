package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One {@code configuration} with a client certificate: the only proof of a credential. If nobody is
 * at its URLs, the former ones are tried.
 */
public final class Probe {
  private static final String CLOCKS_DIFFER =
      ": check this machine's clock, or have Compass' operators check theirs, else one new token"
          + " is needed in the configuration";

  private final Connector connector;
  private final Director director;
  private final RequestIds requestIds;
  private final Clock clock;

  public Probe(Connector connector, Director director, RequestIds requestIds, Clock clock) {
    this.connector = connector;
    this.director = director;
    this.requestIds = requestIds;
    this.clock = clock;
  }

  /** What a probe came to. */
  sealed interface Result {
    /**
     * It works.
     *
     * @param generation with the URLs at which it does
     */
    record Works(Generation generation, Connector.Configuration answer) implements Result {}

    /**
     * It was refused.
     *
     * @param fact what happened, and of which dates it is
     * @param advice what to do if nothing else is in use
     */
    record Refused(String fact, String advice) implements Result {
      String detail() {
        return fact + advice;
      }
    }

    record Unreachable(String detail, Optional<Duration> retryAfter) implements Result {}
  }

  Result of(Generation generation) {
    return of(generation, Optional.empty());
  }

  /** If nobody is at any URL of the generation, it is tried at the {@code known} ones as well. */
  Result of(Generation generation, Optional<Endpoints> known) {
    var url = generation.endpoints().connectorUrl();
    return switch (ask(generation)) {
      case Answered<Connector.Configuration>(var answer, _) -> new Result.Works(generation, answer);
      case NotAuthenticated<Connector.Configuration> refusal -> refused(generation, refusal);
      case Unsent<Connector.Configuration> unsent when isElsewhere(unsent) ->
          former(generation)
              .or(() -> known.map(urls -> of(at(generation, urls))))
              .orElseGet(
                  () -> new Result.Unreachable(Advice.failure(url, unsent), Optional.empty()));
      case Unsent<Connector.Configuration> unsent ->
          new Result.Unreachable(Advice.failure(url, unsent), Optional.empty());
      case Failed<Connector.Configuration> failed ->
          new Result.Unreachable(Advice.failure(url, failed), failed.retryAfter());
    };
  }

  /** Why Connector and Director do not both answer at a generation's URLs; empty if they do. */
  Optional<String> troubleAt(Generation generation) {
    var reply = ask(generation);
    return reply instanceof Answered<Connector.Configuration>
        ? directorTrouble(generation).map(r -> Advice.failure(directorOf(generation), r))
        : Optional.of(Advice.failure(generation.endpoints().connectorUrl(), reply));
  }

  /** Whether nobody is at the Director's URL, in which case {@link #former} may help. */
  boolean directorIsElsewhere(Generation generation) {
    return directorTrouble(generation)
        .filter(r -> r instanceof Unsent<Director.Viewer> unsent && isElsewhere(unsent))
        .isPresent();
  }

  /** The generation at its former URLs, if Connector and Director answer there. */
  Optional<Result> former(Generation generation) {
    return generation
        .formerEndpoints()
        .map(former -> generation.withEndpoints(former, Optional.of(generation.endpoints())))
        .filter(g -> directorTrouble(g).isEmpty())
        .flatMap(g ->
            ask(g) instanceof Answered<Connector.Configuration>(var answer, _)
                ? Optional.of(new Result.Works(g, answer))
                : Optional.empty());
  }

  /** Whom Compass takes the holder of a generation for. */
  CompassReply<Director.Viewer> viewer(Generation generation) {
    return director.viewer(
        new Director.Access(
            directorOf(generation),
            generation.credential(),
            generation.runtimeId(),
            generation.tenant(),
            requestIds.next()));
  }

  private CompassReply<Connector.Configuration> ask(Generation generation) {
    return connector.configuration(
        generation.endpoints().connectorUrl(), generation.credential(), requestIds.next());
  }

  private Optional<CompassReply<Director.Viewer>> directorTrouble(Generation generation) {
    return Optional.of(viewer(generation)).filter(r -> !(r instanceof Answered<Director.Viewer>));
  }

  private Result refused(Generation generation, NotAuthenticated<?> refusal) {
    var host = Advice.host(generation.endpoints().connectorUrl());
    var facts = generation.credential().facts();
    var notAfter = facts.notAfter();
    var fact = Advice.told(refusal.detail(), host + " refused the client certificate");
    if (clock.now().isBefore(facts.notBefore())) {
      return new Result.Refused(
          fact + "; it is valid from " + facts.notBefore() + " on", CLOCKS_DIFFER);
    }
    if (generation.acquired().isAfter(notAfter)) {
      return new Result.Refused(
          fact + "; it expired at " + notAfter + ", before it was issued", CLOCKS_DIFFER);
    }
    return clock.now().isAfter(notAfter)
        ? new Result.Refused(
            fact + "; it expired at " + notAfter + " while asleep or unreachable",
            ", and needs one new token in the configuration")
        : new Result.Refused(
            fact + "; it is valid until " + notAfter,
            ": if this lasts, one new token is needed in the configuration");
  }

  /** DNS, connect or 404: the service may have moved (design, 5). */
  private static boolean isElsewhere(Unsent<?> unsent) {
    return switch (unsent.reason()) {
      case NAME_NOT_RESOLVED, NOT_CONNECTED, NO_SUCH_SERVICE -> true;
      case SERVER_NOT_TRUSTED,
          SERVER_OUT_OF_DATE,
          WRONG_HOST_NAME,
          TLS_FAILED,
          BAD_URL,
          FORBIDDEN_BY_CALLER ->
          false;
    };
  }

  private static URI directorOf(Generation generation) {
    return generation.endpoints().directorUrl();
  }

  static Generation at(Generation generation, Endpoints endpoints) {
    return generation.withEndpoints(endpoints, Optional.of(generation.endpoints()));
  }
}
