package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The way to the API server that the official client finds: the ServiceAccount inside a pod, the
 * file that KUBECONFIG names elsewhere. It cares for addresses, certificates and tokens that
 * expire; objects stay trees, since its model classes would be read and written only to be taken
 * apart again.
 */
public final class ApiConnection {
  /** For a request with its answer (W-45). */
  private static final Duration CALL = Duration.ofSeconds(30);

  /** A connection whose other end is gone is noticed after two of these at the latest. */
  private static final Duration PING = Duration.ofSeconds(15);

  /** A watch is ended by the API server before that; one that is not leads to nobody any more. */
  private static final Duration SILENCE = Duration.ofMinutes(6);

  private static final String[] AUTHENTICATION = {"BearerToken"};

  private final ApiClient client;
  private final OkHttpClient calls;
  private final OkHttpClient watches;

  private ApiConnection(ApiClient client) {
    this.client = client;
    this.calls = client.getHttpClient().newBuilder().callTimeout(CALL).readTimeout(CALL).build();
    this.watches = calls.newBuilder().callTimeout(Duration.ZERO).readTimeout(SILENCE).build();
  }

  private ApiConnection(ApiClient client, OkHttpClient calls, OkHttpClient watches) {
    this.client = client;
    this.calls = calls;
    this.watches = watches;
  }

  /**
   * Makes it; nothing is sent yet.
   *
   * @throws IOException if there is neither a ServiceAccount nor a usable kubeconfig
   */
  public static ApiConnection find() throws IOException {
    return of(ClientBuilder.standard());
  }

  static ApiConnection of(ClientBuilder builder) {
    builder.setPingInterval(PING);
    var client = builder.build();
    client.setUserAgent("runtime-agent");
    return new ApiConnection(client);
  }

  /** The address of the API server, to be named in messages. */
  public String address() {
    return client.getBasePath();
  }

  /**
   * The same, with less time for a request. A connection that is silent for most of it is no longer
   * used, so that a second request has a chance.
   */
  ApiConnection answeringWithin(Duration time) {
    var hasty =
        calls
            .newBuilder()
            .callTimeout(time)
            .connectTimeout(time)
            .readTimeout(time.multipliedBy(3).dividedBy(4))
            .build();
    return new ApiConnection(client, hasty, watches);
  }

  Call call(
      String method,
      String path,
      Map<String, String> query,
      String accept,
      byte @Nullable [] body) {
    return calls.newCall(request(method, path, query, accept, body));
  }

  /** A request whose answer goes on for minutes. */
  Call stream(String path, Map<String, String> query, String accept) {
    return watches.newCall(request("GET", path, query, accept, null));
  }

  private Request request(
      String method,
      String path,
      Map<String, String> query,
      String accept,
      byte @Nullable [] body) {
    var headers = new HashMap<String, String>();
    headers.put("Accept", accept);
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    var pairs =
        query.entrySet().stream()
            .flatMap(e -> client.parameterToPair(e.getKey(), e.getValue()).stream())
            .toList();
    try {
      return client.buildRequest(
          null,
          path,
          method,
          pairs,
          List.of(),
          body,
          headers,
          Map.of(),
          Map.of(),
          AUTHENTICATION,
          null);
    } catch (ApiException e) {
      throw new IllegalStateException("the request cannot be built", e);
    }
  }
}
