package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;

/** Sentences for operators: what happened to which thing, and what to do. */
public final class Advice {
  private Advice() {}

  /** Why nothing was sent to {@code url}. */
  public static String unsent(URI url, Unsent<?> unsent) {
    var host = host(url);
    var sentence =
        switch (unsent.reason()) {
          case NAME_NOT_RESOLVED ->
              "the host name " + host + " cannot be resolved: check the URL and the DNS";
          case NOT_CONNECTED -> "no connection to " + host + ": check the URL, proxy and firewall";
          case SERVER_NOT_TRUSTED ->
              "the server certificate of "
                  + host
                  + " is not trusted: name the file with its CA in APP_COMPASS_CA_FILE";
          case WRONG_HOST_NAME ->
              "the server certificate of " + host + " is for another host name: check the URL";
          case TLS_FAILED -> "no TLS connection to " + host + ": check that the URL is Compass'";
          case NO_SUCH_SERVICE ->
              host + " has no such service: check the URL, its path is " + path(url);
          case BAD_URL -> "the URL of " + host + " cannot be used: check it";
          case FORBIDDEN_BY_CALLER -> "given up before anything was sent to " + host;
        };
    return withCause(sentence, unsent.detail());
  }

  /** What came instead of an answer; for whatever is no answer. */
  public static String failure(URI url, CompassReply<?> reply) {
    return switch (reply) {
      case CompassReply.Answered<?> _ -> "";
      case CompassReply.NotAuthenticated<?>(var detail) ->
          withCause(host(url) + " did not accept the client certificate", detail);
      case Unsent<?> unsent -> unsent(url, unsent);
      case CompassReply.Failed<?>(_, var detail, _) ->
          withCause("no usable answer from " + host(url), detail);
    };
  }

  public static String withCause(String sentence, String cause) {
    return cause.isBlank() ? sentence : sentence + " (" + cause + ")";
  }

  /** Host, and port where the URL has one; never its query, which may hold a token. */
  public static String host(URI url) {
    var host = url.getHost() == null ? "an unnamed host" : url.getHost();
    return url.getPort() < 0 ? host : host + ":" + url.getPort();
  }

  static String both(Endpoints endpoints) {
    return "Connector "
        + host(endpoints.connectorUrl())
        + path(endpoints.connectorUrl())
        + ", Director "
        + host(endpoints.directorUrl())
        + path(endpoints.directorUrl());
  }

  private static String path(URI url) {
    return url.getPath() == null ? "" : url.getPath();
  }
}
