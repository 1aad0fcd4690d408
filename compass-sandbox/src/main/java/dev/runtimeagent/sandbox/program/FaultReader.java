package dev.runtimeagent.sandbox.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.record.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads faults from JSON: {@code kind} names a factory of {@link Faults}, the rest its arguments.
 */
final class FaultReader {

  private final CompassSandbox sandbox;

  FaultReader(CompassSandbox sandbox) {
    this.sandbox = sandbox;
  }

  Fault read(JsonNode json) throws IOException {
    Fault fault = Fault.always(action(json));
    if (json.hasNonNull("host")) {
      fault = fault.at(HostKind.valueOf(upper(json, "host")));
    }
    if (json.hasNonNull("service")) {
      fault = fault.at(Service.valueOf(upper(json, "service")));
    }
    if (json.hasNonNull("operation")) {
      fault = fault.on(json.path("operation").asText());
    }
    if (json.hasNonNull("after")) {
      fault = fault.after(json.path("after").asInt());
    }
    if (json.hasNonNull("times")) {
      fault = fault.times(json.path("times").asInt());
    }
    return fault;
  }

  private FaultAction action(JsonNode json) throws IOException {
    String kind = json.path("kind").asText();
    return switch (kind) {
      case "delay" -> Faults.delay(Duration.ofMillis(json.path("millis").asLong(1000)));
      case "stall" -> Faults.stall();
      case "cutBeforeReading" -> Faults.cutBeforeReading();
      case "cutAfterReading" -> Faults.cutAfterReading();
      case "cutMidResponse" -> Faults.cutMidResponse(json.path("bytes").asInt(20));
      case "stallMidResponse" -> Faults.stallMidResponse(json.path("bytes").asInt(20));
      case "rateLimited" -> Faults.rateLimited(text(json, "retryAfter"));
      case "emptyBadRequest" -> Faults.emptyBadRequest();
      case "unauthorized" -> Faults.unauthorized();
      case "forbidden" -> Faults.forbidden();
      case "notFound" -> Faults.notFound();
      case "internalError" -> Faults.internalError();
      case "timedOut" -> Faults.timedOut();
      case "panicked" -> Faults.panicked();
      case "badGateway" -> Faults.badGateway();
      case "tooLarge" -> Faults.tooLarge();
      case "html" -> Faults.html();
      case "redirect" -> Faults.redirect(text(json, "url").orElse("https://localhost:1/"));
      case "answer" ->
          Faults.answer(
              json.path("status").asInt(500),
              headers(json.path("headers")),
              text(json, "body").orElse(""),
              json.path("tokenConsumed").asBoolean(true));
      case "truncatedJson" -> Faults.truncatedJson();
      case "hugeBody" -> Faults.hugeBody(json.path("bytes").asLong(64L * 1024 * 1024));
      case "say" -> Faults.say(text(json, "body").orElse("{}"));
      case "nullData" -> Faults.nullData();
      case "emptyData" -> Faults.emptyData();
      case "hollowData" -> Faults.hollowData();
      case "partialData" -> Faults.partialData();
      case "set" -> Faults.set(text(json, "pointer").orElse("/x"), json.path("value"));
      case "remove" -> Faults.remove(text(json, "pointer").orElse("/x"));
      case "subject" -> Faults.subject(text(json, "subject").orElse(""));
      case "keyAlgorithm" -> Faults.keyAlgorithm(text(json, "name").orElse(""));
      case "directorUrl" -> Faults.directorUrl(text(json, "url"));
      case "connectorUrl" -> Faults.connectorUrl(text(json, "url"));
      case "issue" -> Faults.issue(CertificateFlaw.valueOf(upper(json, "flaw")));
      case "alert" -> Faults.alert(json.path("code").asInt(40));
      case "afterwards" -> Faults.afterwards(change(json));
      case "beforehand" -> Faults.beforehand(change(json));
      default -> throw new IOException("no fault is called \"" + kind + '"');
    };
  }

  /** A change of the Applications, to let a list move between two pages. */
  private Runnable change(JsonNode json) throws IOException {
    List<String> gone = new ArrayList<>();
    json.path("deleteApplications").forEach(id -> gone.add(id.asText()));
    List<Application> more = new ArrayList<>();
    for (JsonNode application : json.path("putApplications")) {
      more.add(Documents.application(application));
    }
    return () -> sandbox.landscape().replace(gone, more);
  }

  private static Map<String, String> headers(JsonNode json) {
    Map<String, String> headers = new LinkedHashMap<>();
    json.properties().forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
    return headers;
  }

  private static Optional<String> text(JsonNode json, String field) {
    return json.hasNonNull(field) ? Optional.of(json.path(field).asText()) : Optional.empty();
  }

  private static String upper(JsonNode json, String field) {
    return json.path(field).asText().toUpperCase(Locale.ROOT);
  }
}
