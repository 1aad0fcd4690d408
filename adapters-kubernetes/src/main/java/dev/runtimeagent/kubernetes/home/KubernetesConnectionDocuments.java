package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection document as the CompassConnection {@code compass-connection}; those of other names
 * are never looked at (W-33). Whoever watches hears of others' changes alone.
 */
public final class KubernetesConnectionDocuments implements ConnectionDocuments {
  private final Pause pause;
  private final ConnectionObject object;

  /**
   * Documents of that cluster.
   *
   * @param pause for waiting between looks where the agent may not watch
   */
  public KubernetesConnectionDocuments(KubernetesApi api, Pause pause) {
    this.pause = pause;
    this.object = new ConnectionObject(api);
  }

  @Override
  public Stored<ConnectionDocument> read() {
    return object.look().stored();
  }

  @Override
  public Writing write(ConnectionDocument document, String expected) {
    return object.look().ifStill(expected, now -> put(ConnectionForm.manifest(document, now), now));
  }

  @Override
  public Writing delete() {
    return switch (object.delete()) {
      case ApiReply.Ok<Map<String, @Nullable Object>> _,
          ApiReply.NotFound<Map<String, @Nullable Object>> _ ->
          new Writing.Written(Writing.ABSENT);
      case ApiReply.Conflict<Map<String, @Nullable Object>> _ -> new Writing.Conflict();
      case ApiReply.Failed(_, var problem) -> new Writing.Failed(problem);
    };
  }

  @Override
  public Watch watch(Runnable changed) {
    return object.watch(changed, pause);
  }

  private Writing put(Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    return switch (object.write(wanted, now)) {
      case ApiReply.Ok(var after) -> new Writing.Written(Look.resourceVersion(after));
      // Gone, come or changed since it was looked at.
      case ApiReply.NotFound<Map<String, @Nullable Object>> _,
          ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          new Writing.Conflict();
      case ApiReply.Failed(_, var problem) -> new Writing.Failed(problem);
    };
  }
}
