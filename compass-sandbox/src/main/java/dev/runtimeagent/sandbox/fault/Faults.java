package dev.runtimeagent.sandbox.fault;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.fault.FaultAction.Answer;
import dev.runtimeagent.sandbox.fault.FaultAction.Deliver;
import dev.runtimeagent.sandbox.fault.FaultAction.Rewrite;
import dev.runtimeagent.sandbox.http.HttpAnswer;
import dev.runtimeagent.sandbox.http.HttpAnswer.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The misbehaviours of Compass and what lies before it, by name. */
public final class Faults {

  private Faults() {}

  /** Waits before the request is looked at. */
  public static FaultAction delay(Duration by) {
    return new FaultAction.Delay(by);
  }

  /** Carries the request out and never answers. */
  public static FaultAction stall() {
    return new Deliver(answer -> answer.with(new Delivery.Stall()));
  }

  /** Closes the connection as if the request had never been read: no token is consumed. */
  public static FaultAction cutBeforeReading() {
    return new Answer(HttpAnswer.cut(), false);
  }

  /** Carries the request out, tokens included, and closes the connection. */
  public static FaultAction cutAfterReading() {
    return new Deliver(answer -> answer.with(new Delivery.Cut()));
  }

  /** Sends so many bytes of the body under its full length, and closes the connection. */
  public static FaultAction cutMidResponse(int bodyBytes) {
    return new Deliver(answer -> answer.with(new Delivery.CutAfter(bodyBytes)));
  }

  /** Sends so many bytes of the body under its full length, and no more. */
  public static FaultAction stallMidResponse(int bodyBytes) {
    return new Deliver(answer -> answer.with(new Delivery.StallAfter(bodyBytes)));
  }

  /** 429 with plain text; consumes the token. */
  public static FaultAction rateLimited(Optional<String> retryAfter) {
    HttpAnswer answer =
        HttpAnswer.of(429, "text/plain", bytes("local_rate_limited"))
            .withHeader("x-local-rate-limit", "gateway");
    return new Answer(
        retryAfter.map(value -> answer.withHeader("Retry-After", value)).orElse(answer), true);
  }

  /** 400 without body, as for a token or certificate that is not recognised; the token lives. */
  public static FaultAction emptyBadRequest() {
    return new Answer(HttpAnswer.json(400, ""), false);
  }

  /** 401 of some proxy. */
  public static FaultAction unauthorized() {
    return new Answer(proxyError(401, "Unauthorized"), false);
  }

  /** 403 of some proxy. */
  public static FaultAction forbidden() {
    return new Answer(proxyError(403, "Forbidden"), false);
  }

  /** 404 of Oathkeeper. */
  public static FaultAction notFound() {
    return new Answer(proxyError(404, "Not Found"), false);
  }

  /** 500 of Oathkeeper, when a hydrator is down; the token lives. */
  public static FaultAction internalError() {
    return new Answer(proxyError(500, "Internal Server Error"), false);
  }

  /** 503 of a service that took too long; consumes the token. */
  public static FaultAction timedOut() {
    return new Answer(HttpAnswer.json(503, "{\"Message\":\"operation has timed out\"}"), true);
  }

  /** 500 of a service that panicked; consumes the token. */
  public static FaultAction panicked() {
    return new Answer(
        HttpAnswer.json(500, "{\"Message\":\"Internal Server Error: Unrecovered panic\"}"), true);
  }

  /** 502 without body; consumes the token. */
  public static FaultAction badGateway() {
    return new Answer(HttpAnswer.json(502, ""), true);
  }

  /** 413 of Envoy. */
  public static FaultAction tooLarge() {
    return new Answer(HttpAnswer.of(413, "text/plain", bytes("Payload Too Large")), true);
  }

  /** A page for people, with status 200; consumes the token. */
  public static FaultAction html() {
    String page = "<!DOCTYPE html><html><body><h1>Service maintenance</h1></body></html>";
    return new Answer(HttpAnswer.of(200, "text/html", bytes(page)), true);
  }

  /** 307 to another address; the token lives. */
  public static FaultAction redirect(String location) {
    return new Answer(
        HttpAnswer.of(307, "text/plain", new byte[0]).withHeader("Location", location), false);
  }

  /** Any answer; consumes the token if told so. */
  public static FaultAction answer(
      int status, Map<String, String> headers, String body, boolean tokenConsumed) {
    HttpAnswer answer = HttpAnswer.json(status, body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.withHeader(header.getKey(), header.getValue());
    }
    return new Answer(answer, tokenConsumed);
  }

  /** The true answer, cut in half with a length that says so. */
  public static FaultAction truncatedJson() {
    return new Deliver(
        answer -> answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2)));
  }

  /** The true answer behind so many blanks. */
  public static FaultAction hugeBody(long blanks) {
    return new Deliver(answer -> answer.withPadding(blanks));
  }

  /** Carries the request out and says this instead, with status 200. */
  public static FaultAction say(String body) {
    return new Deliver(answer -> answer.withStatus(200).withBody(bytes(body)));
  }

  /** {@code {"data":null}}. */
  public static FaultAction nullData() {
    return say("{\"data\":null}");
  }

  /** {@code {"data":{}}}. */
  public static FaultAction emptyData() {
    return say("{\"data\":{}}");
  }

  /** Every root field is an empty object, like {@code applicationsForRuntime: {}}. */
  public static FaultAction hollowData() {
    return new Rewrite(
        Optional.empty(),
        body -> {
          if (body.get("data") instanceof ObjectNode data) {
            data.properties().forEach(e -> e.setValue(JsonNodeFactory.instance.objectNode()));
          }
          return body;
        });
  }

  /** An internal error beside data; the first Application, if any, loses its bundles. */
  public static FaultAction partialData() {
    return new Rewrite(
        Optional.empty(),
        body -> {
          if (!(body instanceof ObjectNode object)) {
            return body;
          }
          JsonNode data = object.path("data");
          data.findValues("data").stream()
              .filter(list -> list.path(0).has("bundles"))
              .findFirst()
              .ifPresent(list -> ((ObjectNode) list.get(0)).putNull("bundles"));
          ObjectNode partial = JsonNodeFactory.instance.objectNode();
          ArrayNode errors = partial.putArray("errors");
          errors
              .addObject()
              .put(
                  "message",
                  "Internal Server Error [errorID=7e9a4c7e-4c1a-4a3c-8a38-2c40f9a3f001,"
                      + " reason: while fetching bundles: database is gone]")
              .putObject("extensions")
              .put("error", "InternalError")
              .put("error_code", 10);
          partial.set("data", data);
          return partial;
        });
  }

  /** Sets what lies at the pointer below every root field, such as {@code /token/token}. */
  public static FaultAction set(String pointer, JsonNode value) {
    return change(Optional.empty(), pointer, (parent, name) -> parent.set(name, value));
  }

  /** Removes what lies at the pointer below every root field. */
  public static FaultAction remove(String pointer) {
    return change(Optional.empty(), pointer, ObjectNode::remove);
  }

  /** Another subject in {@code configuration}. */
  public static FaultAction subject(String subject) {
    return configured(
        "/certificateSigningRequestInfo/subject", JsonNodeFactory.instance.textNode(subject));
  }

  /** Another key algorithm in {@code configuration}. */
  public static FaultAction keyAlgorithm(String name) {
    return configured(
        "/certificateSigningRequestInfo/keyAlgorithm", JsonNodeFactory.instance.textNode(name));
  }

  /** Another Director address in {@code configuration}; empty for null. */
  public static FaultAction directorUrl(Optional<String> url) {
    return configured("/managementPlaneInfo/directorURL", textOrNull(url));
  }

  /** Another certificate-secured Connector address in {@code configuration}; empty for null. */
  public static FaultAction connectorUrl(Optional<String> url) {
    return configured("/managementPlaneInfo/certificateSecuredConnectorURL", textOrNull(url));
  }

  /** Another certificate than the one asked for. */
  public static FaultAction issue(CertificateFlaw flaw) {
    return new FaultAction.Issue(flaw);
  }

  /**
   * A TLS alert in place of a handshake; 40 is handshake_failure, 45 certificate_expired. It
   * befalls new connections only: close those that are open first.
   */
  public static FaultAction alert(int code) {
    return new FaultAction.Alert(code);
  }

  /** Does something once the answer is ready, before it is sent: lists move between pages. */
  public static FaultAction afterwards(Runnable action) {
    return new FaultAction.Afterwards(action);
  }

  /** Does something before the request is looked at. */
  public static FaultAction beforehand(Runnable action) {
    return new FaultAction.Beforehand(action);
  }

  private static FaultAction configured(String pointer, JsonNode value) {
    return change(Optional.of("configuration"), pointer, (parent, name) -> parent.set(name, value));
  }

  private interface FieldChange {
    void apply(ObjectNode parent, String name);
  }

  private static FaultAction change(
      Optional<String> operation, String pointer, FieldChange change) {
    JsonPointer path = JsonPointer.compile(pointer);
    return new Rewrite(
        operation,
        body -> {
          for (JsonNode root : body.path("data")) {
            if (root.at(path.head()) instanceof ObjectNode parent) {
              change.apply(parent, path.last().getMatchingProperty());
            }
          }
          return body;
        });
  }

  private static JsonNode textOrNull(Optional<String> text) {
    return text.<JsonNode>map(JsonNodeFactory.instance::textNode)
        .orElse(JsonNodeFactory.instance.nullNode());
  }

  private static HttpAnswer proxyError(int status, String name) {
    return HttpAnswer.json(
        status,
        "{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"%s\"}}"
            .formatted(status, name, "The sandbox was told to answer this"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
