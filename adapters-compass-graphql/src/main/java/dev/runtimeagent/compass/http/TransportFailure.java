package dev.runtimeagent.compass.http;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells what became of a call that ended with an exception. */
final class TransportFailure {
  /** Alerts by which a server refuses a client's certificate, or misses it (RFC 8446, 6.2). */
  private static final Set<String> ABOUT_CERTIFICATES =
      Set.of(
          "no_certificate",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied",
          "certificate_required");

  private static final Pattern ALERT = Pattern.compile("[Rr]eceived fatal alert: ([a-z_]{1,40})");
  private static final Pattern NAMES = Pattern.compile("subjectAltNames: \\[(.*)\\]");

  private final String host;
  private final Attempt attempt;
  private final boolean withCertificate;

  TransportFailure(String host, Attempt attempt, boolean withCertificate) {
    this.host = host;
    this.attempt = attempt;
    this.withCertificate = withCertificate;
  }

  <T> CompassReply<T> reply(IOException e, HttpLimits limits) {
    var alert = alert(e);
    if (alert.filter(ABOUT_CERTIFICATES::contains).isPresent()) {
      return aboutCertificate(alert.get());
    }
    if (!attempt.sent()) {
      return unsent(e, alert, limits);
    }
    if (e instanceof LimitedInput.TooLarge) {
      return failed(Failed.Kind.TOO_LARGE, "answered more than " + limits.answerBytes() + " bytes");
    }
    if (Thread.currentThread().isInterrupted()) {
      return failed(Failed.Kind.CUT, "was not waited for any longer");
    }
    if (e instanceof InterruptedIOException) {
      return failed(
          attempt.status() == 0 ? Failed.Kind.TIMED_OUT : Failed.Kind.TOO_SLOW,
          "gave no whole answer within " + seconds(limits.call()));
    }
    if (attempt.status() == 407) {
      return failed(Failed.Kind.SERVER_ERROR, "answered HTTP 407");
    }
    return failed(
        Failed.Kind.CUT,
        "ended the connection before its answer was complete"
            + alert.map(a -> " (TLS alert " + a + ")").orElse(""));
  }

  /** A certificate was refused, or none was shown to a server that wants one. */
  private <T> CompassReply<T> aboutCertificate(String alert) {
    return withCertificate
        ? new NotAuthenticated<>(host + " refused the client certificate (TLS alert " + alert + ")")
        // No HTTP server is reached without a certificate, so a token sent after is not spent.
        : new Unsent<>(
            Reason.TLS_FAILED,
            host
                + " asks for a client certificate (TLS alert "
                + alert
                + "): the URL is not one for tokens");
  }

  private <T> CompassReply<T> unsent(IOException e, Optional<String> alert, HttpLimits limits) {
    if (e instanceof SendGuard.SendingForbidden) {
      return new Unsent<>(Reason.FORBIDDEN_BY_CALLER, "the request to " + host + " was held back");
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Unsent<>(Reason.NOT_CONNECTED, "connecting to " + host + " was given up");
    }
    return switch (e) {
      case UnknownHostException _ ->
          new Unsent<>(
              Reason.NAME_NOT_RESOLVED, "the name " + attempt.lookedUp() + " cannot be resolved");
      case UnknownServiceException _ -> new Unsent<>(Reason.BAD_URL, host + " is no HTTPS address");
      case SSLPeerUnverifiedException _ ->
          new Unsent<>(Reason.WRONG_HOST_NAME, wrongName(String.valueOf(e.getMessage())));
      case SSLException _ -> tls(e, alert);
      case ConnectException _ when isTimeout(e) -> noConnectionInTime(limits);
      case InterruptedIOException _ -> noConnectionInTime(limits);
      case ConnectException _ -> notConnected("refused the connection or cannot be reached");
      default ->
          attempt.stage() == Attempt.Stage.SECURING
              ? new Unsent<>(
                  Reason.TLS_FAILED, host + " ended the connection during the TLS handshake")
              : notConnected(
                  "cannot be reached (" + Words.bounded(String.valueOf(e.getMessage()), 100) + ")");
    };
  }

  private <T> CompassReply<T> tls(IOException e, Optional<String> alert) {
    var untrusted =
        ServerVerification.causes(e)
            .filter(ServerVerification.UntrustedServer.class::isInstance)
            .findFirst();
    if (untrusted.isPresent()) {
      return new Unsent<>(
          ServerVerification.isOutOfDate(untrusted.get())
              ? Reason.SERVER_OUT_OF_DATE
              : Reason.SERVER_NOT_TRUSTED,
          host + " is not trusted: " + untrusted.get().getMessage());
    }
    return new Unsent<>(
        Reason.TLS_FAILED,
        "no TLS connection to "
            + host
            + ": "
            + alert
                .map(a -> "TLS alert " + a)
                .orElseGet(() -> Words.bounded(String.valueOf(e.getMessage()), 150)));
  }

  private String wrongName(String message) {
    var names = NAMES.matcher(message);
    return "the certificate of "
        + host
        + " is not for that name"
        + (names.find() ? " but for: " + Words.bounded(names.group(1), 200) : "");
  }

  private <T> CompassReply<T> noConnectionInTime(HttpLimits limits) {
    return notConnected(
        attempt.stage() == Attempt.Stage.SECURING
            ? "did not finish the TLS handshake in time"
            : "accepted no connection within " + seconds(limits.connect()));
  }

  private <T> CompassReply<T> notConnected(String what) {
    return new Unsent<>(Reason.NOT_CONNECTED, host + " " + what);
  }

  private <T> CompassReply<T> failed(Failed.Kind kind, String what) {
    return new Failed<>(kind, host + " " + what, Optional.empty());
  }

  private static boolean isTimeout(IOException e) {
    return ServerVerification.causes(e).anyMatch(InterruptedIOException.class::isInstance)
        || String.valueOf(e.getMessage()).contains("timed out");
  }

  private static Optional<String> alert(IOException e) {
    return ServerVerification.causes(e)
        .map(c -> ALERT.matcher(String.valueOf(c.getMessage())))
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .findFirst();
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
