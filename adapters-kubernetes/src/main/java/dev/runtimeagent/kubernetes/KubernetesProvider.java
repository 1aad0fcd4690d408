package dev.runtimeagent.kubernetes;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Offers a cluster as home and target. */
public final class KubernetesProvider implements RuntimeProvider {
  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public Set<Facet> facets() {
    return EnumSet.allOf(Facet.class);
  }

  @Override
  public List<Setting<?>> settings() {
    return KubernetesSettings.all();
  }

  @Override
  public Opening open(Set<Facet> facets, SettingValues settings, Surroundings surroundings) {
    return switch (ApiConnection.find(surroundings.environment())) {
      case ApiConnection.Search.Found(var connection) ->
          new Opening.Opened(
              new ClusterRuntime(
                  new KubernetesApi(connection, surroundings.pause()),
                  facets,
                  new KubernetesSettings(settings),
                  surroundings));
      case ApiConnection.Search.NotFound(var problem) ->
          new Opening.Impossible(
              problem + "; set KUBECONFIG, or APP_RUNTIME=filesystem for a folder");
    };
  }
}
