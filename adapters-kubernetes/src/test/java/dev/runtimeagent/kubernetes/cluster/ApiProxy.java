package dev.runtimeagent.kubernetes.cluster;

import dev.runtimeagent.kubernetes.api.ApiConnections;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;

/**
 * Stands before the API server of a test run, in plain text: passes requests on with the rights of
 * an administrator, keeps their first lines, and fails some of them when told to.
 */
public final class ApiProxy implements AutoCloseable {
  private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "DELETE");

  private final MockWebServer server = new MockWebServer();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<Call> watches = new CopyOnWriteArrayList<>();
  private volatile boolean muted;
  private volatile boolean closed;
  private final OkHttpClient upstream;
  private final String address;

  /**
   * Something that goes wrong once.
   *
   * @param happened whether the request takes effect all the same
   */
  private record Fault(Predicate<String> line, boolean happened, MockResponse answer) {}

  private ApiProxy(OkHttpClient upstream, String address) {
    this.upstream = upstream;
    this.address = address;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
  }

  /** Before {@code cluster}. */
  public static ApiProxy of(Cluster cluster) {
    try {
      var client =
          ClientBuilder.kubeconfig(
                  KubeConfig.loadKubeConfig(new StringReader(cluster.kubeconfig())))
              .build();
      var upstream =
          client.getHttpClient().newBuilder().readTimeout(Duration.ofMinutes(10)).build();
      var proxy = new ApiProxy(upstream, client.getBasePath());
      proxy.server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requests that go through it. */
  public KubernetesApi api() {
    return new KubernetesApi(ApiConnections.of(server.url("/").uri()), Cluster.pause());
  }

  /** As {@link #api}; watches end when nothing has come for {@code silence}. */
  public KubernetesApi api(Duration silence) {
    return new KubernetesApi(ApiConnections.of(server.url("/").uri(), silence), Cluster.pause());
  }

  /** First lines of all requests, like {@code GET /api/v1/…}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public List<String> writes() {
    return requests.stream()
        .filter(line -> WRITES.contains(line.substring(0, line.indexOf(' '))))
        .toList();
  }

  public void forgetRequests() {
    requests.clear();
  }

  /**
   * The next request whose first line begins so is answered with {@code code}, and has no effect.
   */
  public void fail(String line, int code) {
    fail(line, new MockResponse.Builder().code(code).build());
  }

  /** The next such request is answered so, and has no effect. */
  public void fail(String line, MockResponse answer) {
    faults.add(new Fault(l -> l.startsWith(line), false, answer));
  }

  /** The next request whose first line matches is answered so, and has no effect. */
  public void failMatching(String regex, MockResponse answer) {
    faults.add(new Fault(line -> line.matches(regex), false, answer));
  }

  /** Returns when that many requests matched. */
  public void awaitMatching(String regex, int count) {
    Cluster.await(
        count + " requests match " + regex,
        () -> requests.stream().filter(line -> line.matches(regex)).count() >= count);
  }

  /** The connection breaks once the next such request took effect. */
  public void cutAfter(String line) {
    faults.add(new Fault(l -> l.startsWith(line), true, cut()));
  }

  /** Has watches stay open from now on, those under way too, but pass nothing on. */
  public void muteWatches() {
    muted = true;
  }

  /** Ends the watches under way. */
  public void endWatches() {
    watches.forEach(Call::cancel);
  }

  /** Ends watches under way, too. */
  @Override
  public void close() {
    closed = true;
    endWatches();
    server.close();
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private MockResponse answer(RecordedRequest request) {
    var line = request.getMethod() + " " + request.getTarget();
    requests.add(line);
    var fault = fault(line);
    if (fault.isPresent() && !fault.get().happened()) {
      return fault.get().answer();
    }
    try {
      var call = upstream.newCall(upstream(request));
      if (line.contains("watch=true")) {
        watches.add(call);
        if (closed) {
          call.cancel();
        }
      }
      var response = call.execute();
      if (fault.isPresent()) {
        response.close();
        return fault.get().answer();
      }
      return watches.contains(call) ? stream(response) : whole(response);
    } catch (IOException _) {
      return cut();
    }
  }

  private Optional<Fault> fault(String line) {
    return faults.stream().filter(f -> f.line().test(line)).findFirst().filter(faults::remove);
  }

  private Request upstream(RecordedRequest request) {
    var target = new Request.Builder().url(address + request.getTarget());
    for (var name : List.of("Accept", "User-Agent")) {
      Optional.ofNullable(request.getHeaders().get(name)).ifPresent(v -> target.header(name, v));
    }
    var body = Optional.ofNullable(request.getBody()).filter(b -> b.size() > 0);
    return target
        .method(
            request.getMethod(),
            body.map(b -> RequestBody.create(b, MediaType.get("application/json"))).orElse(null))
        .build();
  }

  private static MockResponse whole(Response response) throws IOException {
    try (response) {
      var answer = new MockResponse.Builder().code(response.code());
      for (var name : List.of("Content-Type", "Retry-After")) {
        Optional.ofNullable(response.header(name)).ifPresent(v -> answer.setHeader(name, v));
      }
      return answer.body(new Buffer().write(response.body().byteString())).build();
    }
  }

  private MockResponse stream(Response response) {
    return new MockResponse.Builder()
        .code(response.code())
        .body(
            new MockResponseBody() {
              @Override
              public long getContentLength() {
                return -1;
              }

              @Override
              public void writeTo(BufferedSink sink) throws IOException {
                try (response) {
                  sink.flush();
                  var lines = response.body().source();
                  for (var line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
                    if (!muted) {
                      sink.writeUtf8(line).writeUtf8("\n").flush();
                    }
                  }
                } catch (IOException _) {
                  // The other end is told by the end of the connection.
                }
              }
            })
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }
}
