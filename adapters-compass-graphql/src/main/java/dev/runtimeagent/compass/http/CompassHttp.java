package dev.runtimeagent.compass.http;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts JSON to Compass, once a call: with a token over a connection of its own, or with a client
 * certificate over pooled ones. Interrupting the calling virtual thread ends a call.
 */
public final class CompassHttp {
  static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private record TokenClient(ServerVerification verification, OkHttpClient http) {}

  private final HttpLimits limits;
  private final ServerTrust trust;
  private final Clock clock;
  private final CallLog calls;
  private final OkHttpClient onceOnly;
  private final MutualTlsClients mutual;
  private Optional<TokenClient> tokenClient = Optional.empty();

  /**
   * Makes the client.
   *
   * @param calls where calls are told of
   */
  public CompassHttp(
      HttpLimits limits,
      ServerTrust trust,
      EnvironmentProxies proxies,
      Clock clock,
      CallLog calls) {
    this.limits = limits;
    this.calls = calls;
    this.trust = trust;
    this.clock = clock;
    var base =
        new OkHttpClient.Builder()
            .callTimeout(limits.call())
            .connectTimeout(limits.connect())
            .readTimeout(limits.call())
            .writeTimeout(limits.call())
            .followRedirects(false)
            .followSslRedirects(false)
            // One address after the other, on the thread of the call, which can be interrupted.
            .fastFallback(false)
            .proxySelector(proxies)
            .proxyAuthenticator(proxies.authenticator())
            .eventListener(new AttemptListener())
            .addNetworkInterceptor(new SendGuard());
    // Without TLS in its terms this client does not read the platform's trust store.
    var plain = base.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
    this.mutual = new MutualTlsClients(plain, trust);
    this.onceOnly =
        plain
            .newBuilder()
            // HTTP/2's own traffic can fail while the only answer is on its way.
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
  }

  /** Posts {@code body} once at most, whatever comes of it, if {@code gate} opens. */
  public <T> CompassReply<T> postOnce(
      URI url, Map<String, String> headers, byte[] body, SendGate gate, Answer.Reader<T> reader) {
    return told(
        url,
        headers,
        body,
        target -> {
          var attempt = new Attempt(gate, false);
          var request =
              request(target, headers, new OneShotBody(RequestBody.create(body, JSON)), attempt);
          return execute(tokenClient(), request, attempt, false, reader);
        });
  }

  /** Posts {@code body}, showing the credential's certificate. */
  public <T> CompassReply<T> post(
      URI url,
      Map<String, String> headers,
      byte[] body,
      ClientCredential credential,
      Answer.Reader<T> reader) {
    return told(
        url,
        headers,
        body,
        target ->
            borrow(credential)
                .<CompassReply<T>>map(client -> post(target, headers, body, client, reader))
                .orElseGet(() ->
                    new NotAuthenticated<>("the client certificate or its key cannot be read")));
  }

  private <T> CompassReply<T> post(
      HttpUrl target,
      Map<String, String> headers,
      byte[] body,
      MutualTlsClients.Client client,
      Answer.Reader<T> reader) {
    try (client) {
      var attempt = new Attempt(() -> true, true);
      var request = request(target, headers, RequestBody.create(body, JSON), attempt);
      return execute(client.http(), request, attempt, true, reader);
    }
  }

  /** Connections are never shared, but the TLS session of the first call shortens the second. */
  private synchronized OkHttpClient tokenClient() {
    var verification = trust.current();
    if (tokenClient.filter(c -> c.verification() == verification).isEmpty()) {
      var secure =
          TlsContexts.apply(
              onceOnly.newBuilder(), verification, trust.findings(), Optional.empty());
      tokenClient = Optional.of(new TokenClient(verification, secure.build()));
    }
    return tokenClient.orElseThrow().http();
  }

  private Optional<MutualTlsClients.Client> borrow(ClientCredential credential) {
    try {
      return Optional.of(mutual.borrow(credential));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private <T> CompassReply<T> execute(
      OkHttpClient http,
      Request request,
      Attempt attempt,
      boolean withCertificate,
      Answer.Reader<T> reader) {
    var host = hostOf(request.url());
    try (var response = http.newCall(request).execute()) {
      return reader.read(answer(host, response, attempt));
    } catch (IOException e) {
      return new TransportFailure(host, attempt, withCertificate).reply(e, limits);
    }
  }

  private Answer answer(String host, Response response, Attempt attempt) {
    var date = Optional.ofNullable(response.header("Date")).flatMap(RetryAfter::date);
    var location =
        Optional.ofNullable(response.header("Location"))
            .map(l -> response.request().url().resolve(l))
            .map(CompassHttp::hostOf);
    return new Answer(
        host,
        response.code(),
        date,
        attempt.retryAfter().flatMap(r -> RetryAfter.delay(r, date.orElseGet(clock::now))),
        location,
        new LimitedInput(response.body().byteStream(), limits.answerBytes()));
  }

  private static Request request(
      HttpUrl target, Map<String, String> headers, RequestBody body, Attempt attempt) {
    var request =
        new Request.Builder()
            .url(target)
            .post(body)
            .header("Accept", JSON.toString())
            .header("User-Agent", "runtime-agent")
            .tag(Attempt.class, attempt);
    headers.forEach(request::header);
    return request.build();
  }

  private <T> CompassReply<T> told(
      URI url, Map<String, String> headers, byte[] body, Function<HttpUrl, CompassReply<T>> call) {
    var reply = within(url, call);
    calls.tell(withoutDetails(url), headers.getOrDefault(CallLog.REQUEST_ID, ""), body, reply);
    return reply;
  }

  private static <T> CompassReply<T> within(URI url, Function<HttpUrl, CompassReply<T>> call) {
    return Optional.ofNullable(HttpUrl.parse(url.toString()))
        .filter(target -> target.isHttps() && url.getRawAuthority() != null)
        .map(call)
        .orElseGet(() ->
            new Unsent<>(
                Unsent.Reason.BAD_URL,
                "\"" + Words.bounded(withoutDetails(url)) + "\" is not an https URL"));
  }

  /** A URL without the parts that may hold secrets. */
  private static String withoutDetails(URI url) {
    return url.toString().replaceAll("\\?.*", "").replaceAll("//[^/]*@", "//");
  }

  private static String hostOf(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }
}
