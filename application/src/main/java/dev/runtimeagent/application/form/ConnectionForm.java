package dev.runtimeagent.application.form;

import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection document as a {@code CompassConnection} (B-070…B-089): unset times are null,
 * {@code error} and the two flags are left out when empty or false, times have whole seconds.
 */
public final class ConnectionForm {
  public static final String API_VERSION = "compass.kyma-project.io/v1alpha1";
  public static final String KIND = "CompassConnection";
  public static final String NAME = "compass-connection";
  public static final String APPROVAL = "compass.kyma-project.io/approve-losses";

  /** The field manager by which an API server knows the Go agent: the name of its program. */
  private static final String OTHER_AGENT = "compass-runtime-agent";

  private ConnectionForm() {}

  /** {@code document} written over {@code existing}, whose other content survives. */
  public static Map<String, @Nullable Object> manifest(
      ConnectionDocument document, Map<String, @Nullable Object> existing) {
    var manifest = Manifest.headed(existing, API_VERSION, KIND, NAME);
    annotate(Manifest.child(manifest, "metadata"), document.approval());
    writeSpec(document.spec(), Manifest.child(manifest, "spec"));
    writeStatus(document.status(), Manifest.child(manifest, "status"));
    return manifest;
  }

  /** Reads a manifest; a missing status is that of a connection that was never made (W-32). */
  public static Parsed<ConnectionDocument> read(Map<String, @Nullable Object> manifest) {
    return Parsed.of(() -> document(Node.root(manifest)));
  }

  private static ConnectionDocument document(Node root) {
    if (!root.at("kind").text().equals(Optional.of(KIND))) {
      throw root.at("kind").malformed("must be " + KIND);
    }
    var annotations = root.at("metadata").at("annotations");
    return new ConnectionDocument(
        spec(root.at("spec")),
        status(root.at("status")),
        annotations.at(APPROVAL).filledText(),
        lastWrite(OTHER_AGENT, root.at("metadata").at("managedFields")));
  }

  /** When {@code manager} last changed a field it manages, as an API server notes it. */
  private static Optional<Instant> lastWrite(String manager, Node managedFields) {
    return managedFields.items().stream()
        .filter(entry -> entry.at("manager").text().equals(Optional.of(manager)))
        .flatMap(entry -> entry.at("time").time().stream())
        .max(Comparator.naturalOrder());
  }

  private static Spec spec(Node spec) {
    var info = spec.at("managementInfo");
    return new Spec(
        info.at("connectorUrl").text().orElse(""),
        info.at("directorUrl").text().orElse(""),
        spec.at("resyncNow").flag(),
        spec.at("refreshCredentialsNow").flag());
  }

  private static Status status(Node status) {
    return new Status(
        compatibleState(status.at("connectionState")),
        status.at("state").filledText(),
        connection(status.at("connectionStatus")),
        synchronization(status.at("synchronizationStatus")),
        status.at("conditions").items().stream().map(ConnectionForm::condition).toList(),
        summary(status.at("applications")));
  }

  private static CompatibleState compatibleState(Node node) {
    var text = node.filledText();
    return text.isEmpty()
        ? CompatibleState.CONNECTION_FAILED
        : Arrays.stream(CompatibleState.values())
            .filter(state -> state.text().equals(text.get()))
            .findFirst()
            .orElseThrow(() -> node.malformed("is none of the known states"));
  }

  private static ConnectionTimes connection(Node node) {
    var certificate = node.at("certificateStatus");
    return new ConnectionTimes(
        certificate.at("acquired").time(),
        certificate.at("notBefore").time(),
        certificate.at("notAfter").time(),
        node.at("established").time(),
        node.at("renewed").time(),
        node.at("lastSync").time(),
        node.at("lastSuccess").time(),
        node.at("error").filledText());
  }

  private static Optional<SynchronizationTimes> synchronization(Node node) {
    return node.isAbsent()
        ? Optional.empty()
        : Optional.of(
            new SynchronizationTimes(
                node.at("lastAttempt").time(),
                node.at("lastSuccessfulFetch").time(),
                node.at("lastSuccessfulApplication").time(),
                node.at("error").filledText()));
  }

  private static Condition condition(Node node) {
    var status = node.at("status").text();
    return new Condition(
        node.at("type").text().orElse(""),
        Arrays.stream(Truth.values())
            .filter(truth -> status.equals(Optional.of(truth.text())))
            .findFirst()
            .orElseThrow(() -> node.at("status").malformed("must be True, False or Unknown")),
        node.at("reason").text().orElse(""),
        node.at("message").text().orElse(""),
        node.at("lastTransitionTime").time().orElse(Instant.EPOCH));
  }

  private static Optional<ApplicationsSummary> summary(Node node) {
    return node.isAbsent()
        ? Optional.empty()
        : Optional.of(
            new ApplicationsSummary(
                node.at("managed").count(),
                named(node.at("refused")),
                named(node.at("failed")),
                named(node.at("held")),
                node.at("held").at("since").time()));
  }

  private static Named named(Node node) {
    return new Named(
        node.at("count").count(),
        node.at("first").items().stream()
            .map(item ->
                new Named.Entry(
                    item.at("name").text().orElse(""), item.at("reason").text().orElse("")))
            .toList());
  }

  private static void annotate(Map<String, @Nullable Object> metadata, Optional<String> approval) {
    if (approval.isPresent() || metadata.get("annotations") instanceof Map<?, ?>) {
      var annotations = Manifest.child(metadata, "annotations");
      putOrRemove(annotations, APPROVAL, approval);
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
  }

  private static void writeSpec(Spec spec, Map<String, @Nullable Object> target) {
    var info = Manifest.child(target, "managementInfo");
    info.put("connectorUrl", spec.connectorUrl());
    info.put("directorUrl", spec.directorUrl());
    putFlag(target, "resyncNow", spec.resyncNow());
    putFlag(target, "refreshCredentialsNow", spec.refreshCredentialsNow());
  }

  private static void writeStatus(Status status, Map<String, @Nullable Object> target) {
    target.put("connectionState", status.connectionState().text());
    putOrRemove(target, "state", status.state());
    var connection = Manifest.child(target, "connectionStatus");
    var certificate = Manifest.child(connection, "certificateStatus");
    putTime(certificate, "acquired", status.connection().acquired());
    putTime(certificate, "notBefore", status.connection().notBefore());
    putTime(certificate, "notAfter", status.connection().notAfter());
    putTime(connection, "established", status.connection().established());
    putTime(connection, "renewed", status.connection().renewed());
    putTime(connection, "lastSync", status.connection().lastSync());
    putTime(connection, "lastSuccess", status.connection().lastSuccess());
    putOrRemove(connection, "error", status.connection().error());
    if (status.synchronization().isPresent()) {
      writeTimes(status.synchronization().get(), Manifest.child(target, "synchronizationStatus"));
    } else {
      target.put("synchronizationStatus", null);
    }
    target.put("conditions", conditions(status.conditions()));
    if (status.applications().isPresent()) {
      writeSummary(status.applications().get(), Manifest.child(target, "applications"));
    } else {
      target.remove("applications");
    }
  }

  private static void writeTimes(SynchronizationTimes times, Map<String, @Nullable Object> target) {
    putTime(target, "lastAttempt", times.lastAttempt());
    putTime(target, "lastSuccessfulFetch", times.lastSuccessfulFetch());
    putTime(target, "lastSuccessfulApplication", times.lastSuccessfulApplication());
    putOrRemove(target, "error", times.error());
  }

  private static List<@Nullable Object> conditions(List<Condition> conditions) {
    var list = new ArrayList<@Nullable Object>();
    for (var condition : conditions) {
      var item = Manifest.empty();
      item.put("type", condition.type());
      item.put("status", condition.status().text());
      item.put("reason", condition.reason());
      item.put("message", condition.message());
      putTime(item, "lastTransitionTime", Optional.of(condition.lastTransitionTime()));
      list.add(item);
    }
    return list;
  }

  private static void writeSummary(
      ApplicationsSummary summary, Map<String, @Nullable Object> target) {
    target.put("managed", (long) summary.managed());
    writeNamed(summary.refused(), Manifest.child(target, "refused"));
    writeNamed(summary.failed(), Manifest.child(target, "failed"));
    var held = Manifest.child(target, "held");
    writeNamed(summary.held(), held);
    putTime(held, "since", summary.heldSince());
  }

  private static void writeNamed(Named named, Map<String, @Nullable Object> target) {
    var first = new ArrayList<@Nullable Object>();
    for (var entry : named.first()) {
      var item = Manifest.empty();
      item.put("name", entry.name());
      item.put("reason", entry.reason());
      first.add(item);
    }
    target.put("count", (long) named.count());
    target.put("first", first);
  }

  private static void putTime(
      Map<String, @Nullable Object> target, String key, Optional<Instant> time) {
    target.put(key, time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null));
  }

  private static void putFlag(Map<String, @Nullable Object> target, String key, boolean flag) {
    if (flag) {
      target.put(key, true);
    } else {
      target.remove(key);
    }
  }

  private static void putOrRemove(
      Map<String, @Nullable Object> target, String key, Optional<String> text) {
    if (text.isPresent()) {
      target.put(key, text.get());
    } else {
      target.remove(key);
    }
  }
}
