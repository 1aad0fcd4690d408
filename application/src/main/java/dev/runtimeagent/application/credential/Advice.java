package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;

/** Sentences for operators: what happened to which thing, and what to do. */
public final class Advice {
  private Advice() {}

  /** Why nothing was sent to {@code url}, which operators know as {@code name}. */
  public static String unsent(String name, URI url, Unsent<?> unsent) {
    var host = host(url);
    return switch (unsent.reason()) {
      case NAME_NOT_RESOLVED ->
          told(unsent.detail(), "the host name " + host + " cannot be resolved")
              + remedy("check " + name + " and the DNS");
      case NOT_CONNECTED ->
          told(unsent.detail(), "no connection to " + host)
              + remedy("check " + name + ", proxy and firewall");
      case SERVER_NOT_TRUSTED ->
          told(unsent.detail(), "the server certificate of " + host + " is not trusted")
              + remedy("name the file with its CA in APP_COMPASS_CA_FILE");
      case SERVER_OUT_OF_DATE ->
          told(unsent.detail(), "the server certificate of " + host + " is not valid now")
              + remedy("check this machine's clock, and have Compass' operators renew it");
      case WRONG_HOST_NAME ->
          told(unsent.detail(), "the server certificate of " + host + " is for another host name")
              + remedy("check " + name);
      case TLS_FAILED ->
          told(unsent.detail(), "no TLS connection to " + host)
              + remedy("check that " + name + " is Compass'");
      case NO_SUCH_SERVICE ->
          told(unsent.detail(), host + " has no such service")
              + remedy("the path of " + name + " is \"" + path(url) + "\"");
      case BAD_URL ->
          told(unsent.detail(), "the URL of " + host + " cannot be used")
              + remedy("correct " + name);
      case FORBIDDEN_BY_CALLER -> "given up before anything was sent to " + host;
    };
  }

  /** What came instead of an answer; for whatever is no answer. */
  public static String failure(URI url, CompassReply<?> reply) {
    return switch (reply) {
      case CompassReply.Answered<?> _ -> "";
      case CompassReply.NotAuthenticated<?>(var detail) ->
          told(detail, host(url) + " did not accept the client certificate");
      case Unsent<?> unsent -> unsent("the URL", url, unsent);
      case CompassReply.Failed<?>(_, var detail, _) ->
          told(detail, "no usable answer from " + host(url));
    };
  }

  /** What somebody told already, who knew more, or a sentence of our own. */
  static String told(String detail, String otherwise) {
    return detail.isBlank() ? otherwise : detail;
  }

  private static String remedy(String what) {
    return ": " + what;
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
