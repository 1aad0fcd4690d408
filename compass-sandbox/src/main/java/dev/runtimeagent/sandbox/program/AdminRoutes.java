package dev.runtimeagent.sandbox.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.Conduct;
import dev.runtimeagent.sandbox.Refusal;
import dev.runtimeagent.sandbox.certificate.ServerPresence;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an administrator may do over HTTP. Bodies are JSON.
 *
 * <pre>
 * GET    /                            addresses and counts
 * GET    /runtimes                    POST {"name", "id"?, "tenant"?, "formations"?, "labels"?}
 * DELETE /runtimes/ID                 unregisters it with its system auths
 * POST   /runtimes/ID/tokens          a one-time token, with connector address and expiry
 * PUT    /runtimes/ID/formations      ["a", "b"]
 * PUT    /runtimes/ID/labels/KEY      any value; DELETE removes it
 * GET    /applications                POST one or a list; DELETE all
 * GET    /applications/ID             PUT, DELETE
 * POST   /tenants                     {"id"}
 * PUT    /hidden/LABEL                ["value"] hides the Applications with that label
 * GET    /system-auths                DELETE /system-auths/ID
 * GET    /revocations                 POST {"hash", "inHandshake"?}; DELETE /revocations/HASH
 * PUT    /urls                        {"directorUrl", "connectorUrl"}; DELETE: the true ones again
 * PUT    /conduct                     {"certificateValidity", "startOffset", "tokenValidity",
 *                                      "revocationDelay", "refusal", "emptyArgumentsTolerated",
 *                                      "errorsShuffled", "presence"}, each optional
 * POST   /client-authority            signs with a new authority from now on
 * POST   /connections/close           {"host"?}
 * GET    /faults                      POST {"kind", "host"?, "service"?, "operation"?, "after"?,
 *                                      "times"?, ...}; DELETE ends all
 * GET    /requests?operation=NAME     DELETE forgets them
 * </pre>
 *
 * <p>Applications of the folder come back when their file changes; those put here live until the
 * program ends.
 */
final class AdminRoutes {

  /** Status and body; no body for 204. */
  record Reply(int status, Object body) {}

  /** The request names nothing that exists. */
  static final class NotThere extends Exception {
    private static final long serialVersionUID = 1L;

    private NotThere(String what) {
      super(what);
    }
  }

  private static final Reply DONE = new Reply(204, "");

  private final CompassSandbox sandbox;
  private final FaultReader faults;

  AdminRoutes(CompassSandbox sandbox) {
    this.sandbox = sandbox;
    this.faults = new FaultReader(sandbox);
  }

  /** Carries the request out. */
  Reply handle(String method, List<String> path, Map<String, String> query, JsonNode body)
      throws IOException, GeneralSecurityException, NotThere {
    String first = path.isEmpty() ? "" : path.getFirst();
    List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
    String what = method + ' ' + rest.size();
    return switch (first) {
      case "" -> overview();
      case "runtimes" -> runtimes(method, rest, body);
      case "applications" -> applications(what, rest, body);
      case "system-auths" -> systemAuths(what, rest);
      case "revocations" -> revocations(what, rest, body);
      case "urls" -> urls(what, body);
      case "faults" -> faults(what, body);
      case "requests" -> requests(what, query);
      default -> others(method, path, body);
    };
  }

  private Reply others(String method, List<String> path, JsonNode body)
      throws IOException, GeneralSecurityException, NotThere {
    return switch (method + ' ' + path.getFirst()) {
      case "POST tenants" -> {
        sandbox.landscape().addTenant(required(body, "id"));
        yield DONE;
      }
      case "PUT hidden" -> {
        sandbox.landscape().hide(path.getLast(), texts(body));
        yield DONE;
      }
      case "PUT conduct" -> conduct(body);
      case "POST client-authority" -> {
        sandbox.replaceClientAuthority();
        yield DONE;
      }
      case "POST connections" -> {
        for (HostKind host : HostKind.values()) {
          if (!body.hasNonNull("host") || host.name().equalsIgnoreCase(required(body, "host"))) {
            sandbox.closeConnections(host);
          }
        }
        yield DONE;
      }
      default -> throw nothing(method, path);
    };
  }

  private Reply overview() {
    Map<String, Object> overview = new LinkedHashMap<>();
    overview.put("tokenConnectorUrl", sandbox.tokenConnectorUrl());
    overview.put("mtlsConnectorUrl", sandbox.mtlsConnectorUrl());
    overview.put("directorUrl", sandbox.directorUrl());
    overview.put("tenant", sandbox.tenant());
    overview.put("runtimes", sandbox.landscape().runtimes().size());
    overview.put("applications", sandbox.landscape().applications().size());
    overview.put("requests", sandbox.requests().all().size());
    overview.put("serverCa", sandbox.serverCaPem());
    return new Reply(200, overview);
  }

  private Reply runtimes(String method, List<String> path, JsonNode body)
      throws IOException, NotThere {
    if (path.isEmpty()) {
      return switch (method) {
        case "GET" -> new Reply(200, sandbox.landscape().runtimes());
        case "POST" -> new Reply(201, register(body));
        default -> throw nothing(method, path);
      };
    }
    RegisteredRuntime runtime =
        sandbox
            .landscape()
            .runtime(path.getFirst())
            .orElseThrow(() -> new NotThere("no runtime has the id " + path.getFirst()));
    String action = path.size() > 1 ? path.get(1) : "";
    switch (method + ' ' + action) {
      case "GET " -> {
        return new Reply(200, runtime);
      }
      case "POST tokens" -> {
        return new Reply(201, token(runtime));
      }
      case "DELETE " -> sandbox.unregister(runtime.id());
      case "PUT formations" -> sandbox.landscape().assignFormations(runtime.id(), texts(body));
      case "PUT labels" ->
          sandbox
              .landscape()
              .setRuntimeLabel(
                  runtime.id(), path.getLast(), Documents.JSON.treeToValue(body, Object.class));
      case "DELETE labels" -> sandbox.landscape().removeRuntimeLabel(runtime.id(), path.getLast());
      default -> throw nothing(method, path);
    }
    return DONE;
  }

  private RegisteredRuntime register(JsonNode body) throws IOException {
    Map<String, Object> labels = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> label : body.path("labels").properties()) {
      labels.put(label.getKey(), Documents.JSON.treeToValue(label.getValue(), Object.class));
    }
    return sandbox
        .landscape()
        .registerRuntime(
            body.path("id").asText(UUID.randomUUID().toString()),
            required(body, "name"),
            body.path("tenant").asText(sandbox.tenant()),
            body.has("formations") ? texts(body.path("formations")) : Set.of("default"),
            labels);
  }

  private Map<String, Object> token(RegisteredRuntime runtime) {
    IssuedToken issued = sandbox.issueToken(runtime);
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("token", issued.token());
    token.put("connectorUrl", sandbox.tokenConnectorUrl());
    token.put("runtimeId", runtime.id());
    token.put("tenant", runtime.tenant());
    token.put("systemAuthId", issued.systemAuthId());
    token.put("expiresAt", issued.expiresAt().toString());
    return token;
  }

  private Reply applications(String what, List<String> path, JsonNode body)
      throws IOException, NotThere {
    return switch (what) {
      case "GET 0" -> new Reply(200, sandbox.landscape().applications());
      case "POST 0" -> {
        List<Application> read = new ArrayList<>();
        for (JsonNode each : body.isArray() ? body : List.of(body)) {
          read.add(Documents.application(each));
        }
        sandbox.landscape().putAll(read);
        yield new Reply(201, read);
      }
      case "DELETE 0" -> {
        sandbox.landscape().clear();
        yield DONE;
      }
      case "GET 1" ->
          new Reply(
              200,
              sandbox
                  .landscape()
                  .application(path.getFirst())
                  .orElseThrow(() -> noApplication(path)));
      case "PUT 1" -> {
        Application application = Documents.application(body).withId(path.getFirst());
        sandbox.put(application);
        yield new Reply(200, application);
      }
      case "DELETE 1" -> {
        if (!sandbox.landscape().remove(path.getFirst())) {
          throw noApplication(path);
        }
        yield DONE;
      }
      default -> throw nothing(what, path);
    };
  }

  private static NotThere noApplication(List<String> path) {
    return new NotThere("no application has the id " + path.getFirst());
  }

  private Reply systemAuths(String what, List<String> path) throws NotThere {
    return switch (what) {
      case "GET 0" ->
          new Reply(
              200,
              sandbox.systemAuths().all().stream()
                  .map(auth ->
                      Map.of(
                          "id", auth.id(),
                          "runtimeId", auth.runtimeId(),
                          "tokenUsed", auth.tokenUsed(),
                          "paired", auth.paired()))
                  .toList());
      case "DELETE 1" -> {
        sandbox.systemAuths().delete(path.getFirst());
        yield DONE;
      }
      default -> throw nothing(what, path);
    };
  }

  private Reply revocations(String what, List<String> path, JsonNode body)
      throws IOException, NotThere {
    switch (what) {
      case "GET 0" -> {
        return new Reply(200, sandbox.revocations().all());
      }
      case "POST 0" -> {
        if (body.path("inHandshake").asBoolean()) {
          sandbox.revocations().refuseInHandshake(required(body, "hash"));
        } else {
          sandbox.revocations().revoke(required(body, "hash"));
        }
      }
      case "DELETE 1" -> sandbox.revocations().pardon(path.getFirst());
      default -> throw nothing(what, path);
    }
    return DONE;
  }

  private Reply urls(String what, JsonNode body) throws NotThere {
    switch (what) {
      case "PUT 0" ->
          sandbox.announce(
              body.path("directorUrl").asText(sandbox.directorUrl()),
              body.path("connectorUrl").asText(sandbox.mtlsConnectorUrl()));
      case "DELETE 0" -> sandbox.announceOwnUrls();
      default -> throw nothing(what, List.of());
    }
    return DONE;
  }

  private Reply conduct(JsonNode body) {
    Conduct conduct = sandbox.conduct();
    text(body, "certificateValidity")
        .map(Durations::parse)
        .ifPresent(sandbox.certificates()::setValidity);
    text(body, "startOffset")
        .map(Durations::parse)
        .ifPresent(sandbox.certificates()::setStartOffset);
    text(body, "tokenValidity")
        .map(Durations::parse)
        .ifPresent(sandbox.systemAuths()::setTokenValidity);
    text(body, "revocationDelay").map(Durations::parse).ifPresent(sandbox.revocations()::setDelay);
    text(body, "refusal")
        .map(name -> Refusal.valueOf(name.toUpperCase(Locale.ROOT)))
        .ifPresent(conduct::setRefusal);
    text(body, "presence")
        .map(name -> ServerPresence.valueOf(name.toUpperCase(Locale.ROOT)))
        .ifPresent(conduct::setPresence);
    text(body, "emptyArgumentsTolerated")
        .map(Boolean::valueOf)
        .ifPresent(conduct::setEmptyArgumentsTolerated);
    text(body, "errorsShuffled").map(Boolean::valueOf).ifPresent(conduct::setErrorsShuffled);
    return DONE;
  }

  private Reply faults(String what, JsonNode body) throws IOException, NotThere {
    return switch (what) {
      case "GET 0" -> new Reply(200, Map.of("pending", sandbox.faults().pending().size()));
      case "POST 0" -> {
        sandbox.fault(faults.read(body));
        yield DONE;
      }
      case "DELETE 0" -> {
        sandbox.faults().clear();
        yield DONE;
      }
      default -> throw nothing(what, List.of());
    };
  }

  private Reply requests(String what, Map<String, String> query) throws NotThere {
    return switch (what) {
      case "GET 0" -> {
        Optional<String> operation = Optional.ofNullable(query.get("operation"));
        yield new Reply(
            200,
            sandbox
                .requests()
                .matching(request -> operation.map(request::asks).orElse(true))
                .stream()
                .map(AdminRoutes::described)
                .toList());
      }
      case "DELETE 0" -> {
        sandbox.requests().clear();
        yield DONE;
      }
      default -> throw nothing(what, List.of());
    };
  }

  private static Map<String, Object> described(RecordedRequest request) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("number", request.number());
    described.put("at", request.at().toString());
    described.put("host", request.host());
    described.put("service", request.service());
    described.put("method", request.method());
    described.put("target", request.target());
    described.put("headers", request.headers());
    described.put("operationName", request.operationName().orElse(""));
    described.put("rootFields", request.rootFields());
    described.put("variables", request.variables());
    described.put("certificateHash", request.certificateHash().orElse(""));
    described.put("status", request.status());
    described.put("answerBytes", request.answerBytes());
    return described;
  }

  private static NotThere nothing(String method, List<String> path) {
    return new NotThere("nothing is done for " + method + " /" + String.join("/", path));
  }

  private static String required(JsonNode body, String field) throws IOException {
    if (!body.hasNonNull(field)) {
      throw new IOException("the field \"" + field + "\" is missing");
    }
    return body.path(field).asText();
  }

  private static Optional<String> text(JsonNode body, String field) {
    return body.hasNonNull(field) ? Optional.of(body.path(field).asText()) : Optional.empty();
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
