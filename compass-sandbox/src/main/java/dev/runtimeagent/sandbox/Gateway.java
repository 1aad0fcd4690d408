package dev.runtimeagent.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.certificate.ClientTrust;
import dev.runtimeagent.sandbox.certificate.Pem;
import dev.runtimeagent.sandbox.certificate.ServerCertificates;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.FaultScript;
import dev.runtimeagent.sandbox.graphql.Connector;
import dev.runtimeagent.sandbox.graphql.Director;
import dev.runtimeagent.sandbox.graphql.GraphQlRequest;
import dev.runtimeagent.sandbox.http.HostBehaviour;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.http.HttpAnswer;
import dev.runtimeagent.sandbox.http.HttpRequest;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import dev.runtimeagent.sandbox.record.RefusedHandshake;
import dev.runtimeagent.sandbox.record.RequestRecord;
import dev.runtimeagent.sandbox.record.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What lies before Connector and Director: paths, limits, recognition of callers, faults. */
final class Gateway implements HostBehaviour {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONNECTOR = "/connector/graphql";
  private static final String DIRECTOR = "/director/graphql";

  private final Clock clock;
  private final Conduct conduct;
  private final ServerCertificates serverCertificates;
  private final ClientTrust clientTrust;
  private final Callers callers;
  private final Connector connector;
  private final Director director;
  private final FaultScript faults;
  private final RequestRecord requests;
  private final List<RefusedHandshake> refusedHandshakes = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Gateway(
      Clock clock,
      Conduct conduct,
      ServerCertificates serverCertificates,
      ClientTrust clientTrust,
      Callers callers,
      Connector connector,
      Director director,
      FaultScript faults,
      RequestRecord requests) {
    this.clock = clock;
    this.conduct = conduct;
    this.serverCertificates = serverCertificates;
    this.clientTrust = clientTrust;
    this.callers = callers;
    this.connector = connector;
    this.director = director;
    this.faults = faults;
    this.requests = requests;
  }

  /** Has both services answer somebody they do not know. */
  void warmUp() {
    connector.execute(
        query("{ configuration { token { token } } }"),
        new Connector.Call(Optional.empty(), Optional.empty(), false, CertificateFlaw.NONE),
        false);
    director.execute(query("{ viewer { id type } }"), Optional.empty(), false);
  }

  private static GraphQlRequest query(String text) {
    return new GraphQlRequest(true, text, Optional.empty(), Map.of());
  }

  void close() {
    closed.countDown();
  }

  List<RefusedHandshake> refusedHandshakes() {
    return List.copyOf(refusedHandshakes);
  }

  @Override
  public SSLContext context() throws GeneralSecurityException {
    return serverCertificates.context(conduct.presence());
  }

  @Override
  public OptionalInt alert(HostKind host) {
    return faults.strikeConnection(host);
  }

  @Override
  public void judge(X509Certificate certificate) throws CertificateException {
    clientTrust.check(certificate);
  }

  @Override
  public void handshakeFailed(HostKind host, String reason) {
    refusedHandshakes.add(new RefusedHandshake(clock.instant(), host, reason));
  }

  @Override
  public HttpAnswer answer(
      HostKind host, HttpRequest request, Optional<X509Certificate> certificate)
      throws InterruptedException {
    GraphQlRequest operation = GraphQlRequest.read(request);
    Service service = serviceAt(host, request);
    RecordedRequest recorded =
        requests.arrived(number ->
            new RecordedRequest(
                number,
                clock.instant(),
                host,
                service,
                request.method(),
                request.target(),
                request.headers(),
                operation.name(),
                operation.rootFields(),
                operation.query(),
                operation.variables(),
                certificate.map(Pem::hash),
                0,
                0));
    HttpAnswer answer =
        faulty(
            faults.strike(recorded), new Arrival(host, service, request, operation, certificate));
    Optional<String> correlation = request.header("x-request-id");
    if (correlation.isPresent() && answer.status() != 0) {
      answer = answer.withHeader("x-request-id", correlation.get());
    }
    boolean goesOut =
        !(answer.delivery() instanceof HttpAnswer.Delivery.Cut
            || answer.delivery() instanceof HttpAnswer.Delivery.Stall);
    requests.answered(
        recorded,
        goesOut ? answer.status() : 0,
        goesOut ? answer.body().length + answer.padding() : 0);
    return answer;
  }

  private record Arrival(
      HostKind host,
      Service service,
      HttpRequest request,
      GraphQlRequest operation,
      Optional<X509Certificate> certificate) {}

  private HttpAnswer faulty(List<FaultAction> actions, Arrival arrival)
      throws InterruptedException {
    CertificateFlaw flaw = CertificateFlaw.NONE;
    for (FaultAction action : actions) {
      if (action instanceof FaultAction.Beforehand(Runnable deed)) {
        deed.run();
      } else if (action instanceof FaultAction.Delay(var by)) {
        boolean over = closed.await(by.toMillis(), TimeUnit.MILLISECONDS);
        if (over) {
          return HttpAnswer.cut();
        }
      } else if (action instanceof FaultAction.Issue(var wanted)) {
        flaw = wanted;
      }
    }
    HttpAnswer answer = proxyAnswer(actions, arrival);
    if (answer == null) {
      answer = handle(arrival, flaw);
    }
    for (FaultAction action : actions) {
      switch (action) {
        case FaultAction.Rewrite(_, var change) -> {
          if (answer.status() == 200) {
            answer = rewritten(answer, change);
          }
        }
        case FaultAction.Deliver(var change) -> answer = change.apply(answer);
        case FaultAction.Afterwards(Runnable deed) -> deed.run();
        case FaultAction.Alert _,
            FaultAction.Answer _,
            FaultAction.Beforehand _,
            FaultAction.Delay _,
            FaultAction.Issue _ -> {
          // Done already.
        }
      }
    }
    return answer;
  }

  private static HttpAnswer rewritten(HttpAnswer answer, UnaryOperator<JsonNode> change) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return answer.withBody(JSON.writeValueAsBytes(change.apply(body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable HttpAnswer proxyAnswer(List<FaultAction> actions, Arrival arrival) {
    for (FaultAction action : actions) {
      if (action instanceof FaultAction.Answer(HttpAnswer answer, boolean tokenConsumed)) {
        if (tokenConsumed && arrival.service() == Service.CONNECTOR) {
          callers.recognize(arrival.host(), arrival.request(), arrival.certificate());
        }
        return answer;
      }
    }
    return null;
  }

  private static Service serviceAt(HostKind host, HttpRequest request) {
    if (!request.method().equals("POST") && !request.method().equals("GET")) {
      return Service.NONE;
    }
    if (request.path().equals(CONNECTOR)) {
      return Service.CONNECTOR;
    }
    return request.path().equals(DIRECTOR) && host == HostKind.MTLS
        ? Service.DIRECTOR
        : Service.NONE;
  }

  private HttpAnswer handle(Arrival arrival, CertificateFlaw flaw) {
    HttpRequest request = arrival.request();
    if (arrival.service() == Service.NONE) {
      return HttpAnswer.json(
          404,
          "{\"error\":{\"code\":404,\"status\":\"Not Found\",\"message\":\"Requested url does not"
              + " match any rules\"}}");
    }
    Caller caller = callers.recognize(arrival.host(), request, arrival.certificate());
    if (request.bodyTooLarge()) {
      return HttpAnswer.of(413, "text/plain", "Payload Too Large".getBytes(UTF_8));
    }
    if (!arrival.operation().readable()) {
      return HttpAnswer.json(502, "");
    }
    return switch (arrival.service()) {
      case CONNECTOR -> connect(arrival, caller, flaw);
      case DIRECTOR, NONE -> direct(arrival, caller);
    };
  }

  private HttpAnswer connect(Arrival arrival, Caller caller, CertificateFlaw flaw) {
    if (caller.systemAuth().isEmpty() && conduct.refusal() == Refusal.EMPTY_BAD_REQUEST) {
      return HttpAnswer.json(400, "");
    }
    return transport(arrival.request())
        .orElseGet(() ->
            connector.execute(
                understood(arrival.operation()),
                new Connector.Call(
                    caller.systemAuth(),
                    arrival.certificate().map(Pem::hash),
                    caller.foreignTenant().isPresent(),
                    flaw),
                conduct.areErrorsShuffled()));
  }

  private HttpAnswer direct(Arrival arrival, Caller caller) {
    if (caller.foreignTenant().isPresent()) {
      return Director.tenantNotFound(caller.foreignTenant().get());
    }
    callers.noteDirectorCall(caller, speaksOfBundles(arrival.request()));
    return transport(arrival.request())
        .orElseGet(() ->
            director.execute(
                understood(arrival.operation()),
                callers.runtimeOf(caller),
                conduct.areErrorsShuffled()));
  }

  private static boolean speaksOfBundles(HttpRequest request) {
    return new String(request.body(), UTF_8).toLowerCase(Locale.ROOT).contains("bundle");
  }

  private GraphQlRequest understood(GraphQlRequest operation) {
    return conduct.areEmptyArgumentsTolerated() ? operation.withoutEmptyArguments() : operation;
  }

  /** The complaint of a service that does not know how to read the request. */
  private static Optional<HttpAnswer> transport(HttpRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
    if (request.method().equals("POST") && !type.equalsIgnoreCase("application/json")) {
      return Optional.of(
          HttpAnswer.json(
              400, "{\"errors\":[{\"message\":\"transport not supported\"}],\"data\":null}"));
    }
    return Optional.empty();
  }
}
