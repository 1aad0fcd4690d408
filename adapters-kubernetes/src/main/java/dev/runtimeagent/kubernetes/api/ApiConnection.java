package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.CipherSuite;
import okhttp3.Connection;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The way to the API server, by the official client. It cares for addresses, certificates and
 * tokens that expire; objects stay trees, since its model classes would be read and written only to
 * be taken apart again.
 */
public final class ApiConnection {
  /** For a request with its answer (W-45). */
  private static final Duration CALL = Duration.ofSeconds(30);

  /** A connection whose other end is gone is noticed after two of these at the latest. */
  private static final Duration PING = Duration.ofSeconds(15);

  /** Every minute an API server says how far a watch is; one of these may be missing. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  private static final Path SERVICE_ACCOUNT_TOKEN =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

  /**
   * ChaCha20 first: without the second compiler's intrinsics AES-GCM takes five to ten times as
   * much of a processor, and Go's TLS goes by the client's order.
   */
  private static final ConnectionSpec SECURE =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .cipherSuites(
              Objects.requireNonNull(ConnectionSpec.MODERN_TLS.cipherSuites()).stream()
                  .sorted(Comparator.comparing(suite -> !suite.javaName().contains("CHACHA20")))
                  .toArray(CipherSuite[]::new))
          .build();

  private static final String[] AUTHENTICATION = {"BearerToken"};

  private final ApiClient client;
  private final OkHttpClient calls;
  private final OkHttpClient watches;

  private ApiConnection(ApiClient client, Duration silence) {
    this.client = client;
    this.calls =
        client
            .getHttpClient()
            .newBuilder()
            .connectionSpecs(List.of(SECURE, ConnectionSpec.CLEARTEXT))
            .eventListener(new Promptness())
            .callTimeout(CALL)
            .readTimeout(CALL)
            .build();
    this.watches = calls.newBuilder().callTimeout(Duration.ZERO).readTimeout(silence).build();
  }

  private ApiConnection(ApiClient client, OkHttpClient calls, OkHttpClient watches) {
    this.client = client;
    this.calls = calls;
    this.watches = watches;
  }

  /** Whether there is a way to an API server. */
  public sealed interface Search {
    record Found(ApiConnection connection) implements Search {}

    /**
     * There is none that can be used.
     *
     * @param problem what was looked for and what is wrong with it
     */
    record NotFound(String problem) implements Search {}
  }

  /**
   * Looks for it where {@code kubectl} does: the file that KUBECONFIG names, the ServiceAccount
   * inside a pod, {@code ~/.kube/config}. Nothing is sent yet.
   */
  public static Search find(Map<String, String> environment) {
    var named = environment.getOrDefault("KUBECONFIG", "");
    if (!named.isBlank()) {
      return byFile(Path.of(named.split(File.pathSeparator, 2)[0]));
    }
    if (Files.exists(SERVICE_ACCOUNT_TOKEN)) {
      return found("the pod's ServiceAccount", ClientBuilder::cluster);
    }
    var usual = Path.of(environment.getOrDefault("HOME", "/"), ".kube", "config");
    return Files.exists(usual)
        ? byFile(usual)
        : new Search.NotFound(
            "no Kubernetes cluster is known: this is no pod, KUBECONFIG is not set, and there is no "
                + usual);
  }

  private static Search byFile(Path file) {
    return found(
        file.toString(),
        () -> {
          try (var text = Files.newBufferedReader(file)) {
            var kubeconfig = KubeConfig.loadKubeConfig(text);
            kubeconfig.setFile(file.toFile());
            var builder = ClientBuilder.kubeconfig(kubeconfig);
            ClientCertificate.of(kubeconfig).ifPresent(builder::setAuthentication);
            return builder;
          }
        });
  }

  private static Search found(String where, Way way) {
    try {
      return new Search.Found(of(way.builder()));
    } catch (IOException | RuntimeException e) {
      // The client's own exceptions tell of anything, and may quote the file.
      return new Search.NotFound(
          "cannot use "
              + where
              + " to reach a Kubernetes cluster: "
              + e.getClass().getSimpleName());
    }
  }

  /** One of the client's ways to begin. */
  private interface Way {
    ClientBuilder builder() throws IOException;
  }

  static ApiConnection of(ClientBuilder builder) {
    return of(builder, SILENCE);
  }

  /** One whose watches end when nothing has come for {@code silence}. */
  static ApiConnection of(ClientBuilder builder, Duration silence) {
    return new ApiConnection(
        builder.setApiClient(new TreeClient()).setPingInterval(PING).build(), silence);
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

  /**
   * Has connections send at once what they are given. HTTP/2 sends the head of a request and its
   * body one after the other, and the second would wait for the other end to acknowledge the first,
   * for which that takes 40 ms.
   */
  private static final class Promptness extends EventListener {
    @Override
    public void connectionAcquired(Call call, Connection connection) {
      try {
        connection.socket().setTcpNoDelay(true);
      } catch (SocketException _) {
        // It is closed, which the request will find out.
      }
    }
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
