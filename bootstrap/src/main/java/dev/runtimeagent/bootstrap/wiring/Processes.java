package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.Replica;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import java.util.Map;

/** Picks the object graph that the settings ask for. */
public final class Processes {
  private Processes() {}

  /** Whether there is such a graph. */
  public sealed interface Choice {
    record Made(ProcessComponent process) implements Choice {}

    /**
     * The runtime that is asked for cannot be had here.
     *
     * @param problem what is missing, and what to do
     */
    record Impossible(String problem) implements Choice {}
  }

  /** Makes it; nothing is started yet, and no other machine asked. */
  public static Choice make(
      Settings settings, Map<String, String> environment, Milestones milestones) {
    var proxies = EnvironmentProxies.of(environment);
    return switch (settings.runtime()) {
      case FILESYSTEM ->
          new Choice.Made(
              DaggerFilesystemComponent.factory().create(settings, proxies, milestones));
      case KUBERNETES ->
          switch (ApiConnection.find(environment)) {
            case ApiConnection.Search.Found(var connection) ->
                new Choice.Made(
                    DaggerKubernetesComponent.factory()
                        .create(
                            settings, proxies, milestones, connection, Replica.of(environment)));
            case ApiConnection.Search.NotFound(var problem) ->
                new Choice.Impossible(
                    problem + "; set KUBECONFIG, or APP_RUNTIME=filesystem for a folder");
          };
    };
  }
}
