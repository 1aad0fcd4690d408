package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a fault makes of a call to Compass: as the adapter shows it, and with Compass' part done.
 */
final class CompassFaults {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

  private final World world;

  CompassFaults(World world) {
    this.world = world;
  }

  static boolean concerns(Fault fault, PortCall call) {
    return call.reachesCompass()
        && switch (fault) {
          case TOO_LARGE, WRONG_TENANT, SCOPES_MISSING, UNKNOWN_RUNTIME -> call.isOf("Director");
          case NO_URLS, OTHER_KEY_ALGORITHM -> call.is("Connector.configuration");
          case ALIEN_CERTIFICATE -> call.is("Connector.sign");
          case EMPTY_400_AFTER_DOING -> call.spendsToken();
          default -> true;
        };
  }

  @Nullable Object around(Optional<Fault> fault, PortCall call, PortCall.Real real)
      throws Exception {
    if (call.life().isBrokenOff() && !call.spendsToken()) {
      return failed(Failed.Kind.CUT, "was not waited for any longer");
    }
    world.pass(world.latency(), call.life());
    return fault.isEmpty() ? real.call() : struck(fault.get(), call, real);
  }

  private @Nullable Object struck(Fault fault, PortCall call, PortCall.Real real) throws Exception {
    return switch (fault) {
      case NAME_NOT_RESOLVED -> unsent(Unsent.Reason.NAME_NOT_RESOLVED);
      case CONNECTION_REFUSED, RESET_BEFORE_SENDING -> unsent(Unsent.Reason.NOT_CONNECTED);
      case STALL_CONNECTING -> {
        world.pass(CONNECT_LIMIT, call.life());
        yield unsent(Unsent.Reason.NOT_CONNECTED);
      }
      case RESET_AFTER_SENDING -> sent(call, failed(Failed.Kind.CUT, "cut the connection"));
      case REPLY_LOST -> done(call, real, Duration.ZERO, failed(Failed.Kind.CUT, "cut off"));
      case STALL_AFTER_SENDING ->
          done(call, real, CALL_LIMIT, failed(Failed.Kind.TIMED_OUT, "did not answer within 30 s"));
      case SLOW_DRIP ->
          done(call, real, CALL_LIMIT, failed(Failed.Kind.TOO_SLOW, "did not end within 30 s"));
      case SLOW_ANSWER -> {
        var reply = real.call();
        world.pass(world.dice().between(Duration.ofSeconds(1), CALL_LIMIT), call.life());
        yield reply;
      }
      case TLS_ALERT ->
          call.spendsToken()
              ? unsent(Unsent.Reason.TLS_FAILED)
              : new NotAuthenticated<>("compass.test refused the client certificate (TLS alert)");
      case WRONG_CA -> unsent(Unsent.Reason.SERVER_NOT_TRUSTED);
      case SERVER_CERTIFICATE_EXPIRED, SERVER_CERTIFICATE_NOT_YET_VALID ->
          unsent(Unsent.Reason.SERVER_OUT_OF_DATE);
      case WRONG_HOST_NAME -> unsent(Unsent.Reason.WRONG_HOST_NAME);
      case EMPTY_400, ERROR_T -> sent(call, new NotAuthenticated<>("compass.test refused (400)"));
      case EMPTY_400_AFTER_DOING ->
          done(call, real, Duration.ZERO, new NotAuthenticated<>("compass.test refused (400)"));
      case STATUS_401 -> sent(call, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 401"));
      case STATUS_403 -> sent(call, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 403"));
      case WRONG_TENANT -> failed(Failed.Kind.WRONG_TENANT, "Tenant not found");
      case SCOPES_MISSING -> failed(Failed.Kind.SCOPES_MISSING, "insufficient scopes provided");
      case UNKNOWN_RUNTIME -> failed(Failed.Kind.UNKNOWN_RUNTIME, "runtime does not exist");
      case STATUS_429 -> sent(call, failed(Failed.Kind.RATE_LIMITED, "asked to slow down"));
      case STATUS_429_RETRY_AFTER ->
          sent(
              call,
              new Failed<>(
                  Failed.Kind.RATE_LIMITED, "asked to slow down", Optional.of(askedFor(call))));
      case ERROR_OBJECT_500 -> sent(call, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 500"));
      case EMPTY_502 -> sent(call, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 502"));
      case MESSAGE_503 -> sent(call, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 503"));
      case STATUS_504 ->
          done(call, real, CALL_LIMIT, failed(Failed.Kind.SERVER_ERROR, "answered HTTP 504"));
      case PROXY_404 -> unsent(Unsent.Reason.NO_SUCH_SERVICE);
      case REDIRECT -> sent(call, failed(Failed.Kind.REDIRECTED, "answered HTTP 302"));
      case HTML -> sent(call, failed(Failed.Kind.NOT_JSON, "answered HTML"));
      case TRUNCATED ->
          done(call, real, Duration.ZERO, failed(Failed.Kind.NOT_JSON, "answered half of JSON"));
      case GRAPHQL_ERRORS -> sent(call, failed(Failed.Kind.GRAPHQL_ERRORS, "internal error"));
      case HOLLOW -> done(call, real, Duration.ZERO, failed(Failed.Kind.HOLLOW, "answered null"));
      case TOO_LARGE -> failed(Failed.Kind.TOO_LARGE, "answered more than 32 MiB");
      case NO_URLS -> altered(real.call(), CompassFaults::withoutUrls);
      case OTHER_KEY_ALGORITHM -> altered(real.call(), CompassFaults::askingForLongKeys);
      case ALIEN_CERTIFICATE -> altered(real.call(), CompassFaults::alien);
      default -> throw new IllegalArgumentException("no fault of a call to Compass: " + fault);
    };
  }

  /** The Connector asks for more than any wait of the agent's own. */
  private static Duration askedFor(PortCall call) {
    return Duration.ofMinutes(call.isOf("Connector") ? 7 : 2);
  }

  /** Compass heard it and did nothing. */
  private static Object sent(PortCall call, CompassReply<?> reply) {
    return call.find(SendGate.class).map(SendGate::open).orElse(true)
        ? reply
        : unsent(Unsent.Reason.FORBIDDEN_BY_CALLER);
  }

  /** Compass did it; how that ended, nobody hears. */
  private @Nullable Object done(
      PortCall call, PortCall.Real real, Duration wait, CompassReply<?> reply) throws Exception {
    var lost = real.call();
    if (lost instanceof Unsent<?>) {
      return lost;
    }
    world.pass(wait, call.life());
    return reply;
  }

  private interface Alteration<T> {
    T of(T value);
  }

  @SuppressWarnings("unchecked") // each fault concerns calls of one type of answer
  private static <T> @Nullable Object altered(@Nullable Object reply, Alteration<T> alteration) {
    return reply instanceof Answered<?>(var value, var time)
        ? new Answered<>(alteration.of((T) value), time)
        : reply;
  }

  private static Configuration withoutUrls(Configuration answer) {
    return new Configuration(
        answer.token(),
        answer.subject(),
        answer.keyAlgorithm(),
        Optional.empty(),
        answer.connectorUrl());
  }

  private static Configuration askingForLongKeys(Configuration answer) {
    return new Configuration(
        answer.token(), answer.subject(), "rsa4096", answer.directorUrl(), answer.connectorUrl());
  }

  private static SignedCertificates alien(SignedCertificates answer) {
    return new SignedCertificates(
        answer.caCertificate(), answer.caCertificate(), answer.caCertificate());
  }

  private static Unsent<Object> unsent(Unsent.Reason reason) {
    return new Unsent<>(reason, "compass.test is out of reach (" + reason + ")");
  }

  private static Failed<Object> failed(Failed.Kind kind, String detail) {
    return new Failed<>(kind, "compass.test " + detail, Optional.empty());
  }
}
