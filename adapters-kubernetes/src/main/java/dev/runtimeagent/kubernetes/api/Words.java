package dev.runtimeagent.kubernetes.api;

import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a request. The API server's own messages quote values, which may be those of
 * Secrets, so they are not repeated: verb, thing, reason and fields say enough.
 */
record Words(String verb, Resource resource, String name, String server) {
  /** Between what could not be done, which never holds this, and the reason. */
  static final String BECAUSE = ": ";

  /** What the store behind the API server answers, as an error 500. */
  private static final String STORE_TAKES_LESS = "etcdserver: request is too large";

  ApiReply<Map<String, @Nullable Object>> refusal(int code, Map<String, @Nullable Object> status) {
    var reason = Tree.text(status, "reason");
    var about = Tree.text(Tree.child(status, "details"), "kind");
    return switch (code) {
      case 404 ->
          !reason.equals("NotFound")
              ? failed(
                  Reason.NOT_SERVED,
                  "the cluster has no such kind; install its custom resource definition")
              : about.equals("namespaces")
                  ? failed(Reason.NO_NAMESPACE, "there is no such namespace; create it")
                  : new ApiReply.NotFound<>();
      case 409 -> new ApiReply.Conflict<>();
      case 401 ->
          failed(
              Reason.FORBIDDEN, "the API server does not know the caller (401); check its token");
      case 403 ->
          isTerminating(status)
              ? failed(Reason.NO_NAMESPACE, "the namespace is being deleted; create it anew")
              : failed(
                  Reason.FORBIDDEN,
                  "forbidden; allow the agent's ServiceAccount to " + verb + " " + collection());
      case 410 -> failed(Reason.EXPIRED, "the resource version is too old");
      case 400, 422 -> failed(Reason.INVALID, "the API server does not take it" + fields(status));
      case 413 -> tooLarge();
      case 429 -> failed(Reason.UNAVAILABLE, "the API server is busy (429)");
      default ->
          Tree.text(status, "message").equals(STORE_TAKES_LESS)
              ? tooLarge()
              : failed(Reason.UNAVAILABLE, "the API server answered " + code);
    };
  }

  String unreachable(IOException e) {
    var what =
        switch (e) {
          case UnknownHostException _ -> "its host name cannot be resolved";
          case ConnectException _ -> "it refuses connections or cannot be reached";
          case SocketTimeoutException _ -> "it did not answer in time";
          case SSLException _ -> "its TLS certificate is not accepted, or TLS failed";
          default -> "the connection broke";
        };
    return "cannot " + thing() + BECAUSE + "the API server " + server + ": " + what;
  }

  String interrupted() {
    return "cannot " + thing() + BECAUSE + "interrupted";
  }

  private ApiReply<Map<String, @Nullable Object>> failed(Reason reason, String why) {
    return new ApiReply.Failed<>(reason, "cannot " + thing() + BECAUSE + why);
  }

  private ApiReply<Map<String, @Nullable Object>> tooLarge() {
    return failed(Reason.INVALID, "it is larger than the API server takes");
  }

  private String thing() {
    return verb + " " + (name.isEmpty() ? collection() : resource.shown(name));
  }

  private String collection() {
    return resource.plural() + resource.namespace().map(n -> " in namespace " + n).orElse("");
  }

  private static boolean isTerminating(Map<String, @Nullable Object> status) {
    return causes(status).contains("NamespaceTerminating");
  }

  private static String causes(Map<String, @Nullable Object> status) {
    return Tree.children(Tree.child(status, "details"), "causes").stream()
        .map(cause -> Tree.text(cause, "reason"))
        .collect(Collectors.joining(" "));
  }

  private static String fields(Map<String, @Nullable Object> status) {
    var fields =
        Tree.children(Tree.child(status, "details"), "causes").stream()
            .map(cause -> Tree.text(cause, "field") + " (" + Tree.text(cause, "reason") + ")")
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "" : ": " + fields;
  }
}
