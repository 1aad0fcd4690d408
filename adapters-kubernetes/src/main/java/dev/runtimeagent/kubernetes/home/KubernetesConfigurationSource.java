package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.ConfigurationForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.ResourceWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as a Secret or ConfigMap that an operator writes. Where both are possible the
 * ConfigMap counts only if there certainly is no Secret (design, 8).
 */
public final class KubernetesConfigurationSource implements ConfigurationSource {
  private final KubernetesApi api;
  private final Pause pause;
  private final List<Place> places;

  /** Where a configuration may be, in {@code kubectl}'s words. */
  private record Place(Resource resource, String name, String shown) {
    static Place secret(NamespacedName at) {
      return new Place(Resource.secrets(at.namespace()), at.name(), shown("Secret", at));
    }

    static Place configMap(NamespacedName at) {
      return new Place(Resource.configMaps(at.namespace()), at.name(), shown("ConfigMap", at));
    }

    private static String shown(String kind, NamespacedName at) {
      return kind + " " + at.namespace() + "/" + at.name();
    }
  }

  /**
   * A source that looks into one or both.
   *
   * @param pause for waiting between looks where the agent may not watch
   */
  public KubernetesConfigurationSource(
      KubernetesApi api,
      Pause pause,
      Optional<NamespacedName> secret,
      Optional<NamespacedName> configMap) {
    this.api = api;
    this.pause = pause;
    this.places =
        Stream.concat(secret.map(Place::secret).stream(), configMap.map(Place::configMap).stream())
            .toList();
    if (places.isEmpty()) {
      throw new IllegalArgumentException("neither a Secret nor a ConfigMap is named");
    }
  }

  @Override
  public ConfigurationReading read() {
    for (var place : places) {
      var reading = read(place);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return new ConfigurationReading.Missing(whereabouts());
  }

  @Override
  public Watch watch(Runnable changed) {
    var watches =
        places.stream()
            .map(place -> ResourceWatch.named(api, place.resource(), place.name(), changed, pause))
            .toList();
    return () -> watches.forEach(Watch::close);
  }

  @Override
  public String whereabouts() {
    return places.stream().map(Place::shown).collect(Collectors.joining(" or "));
  }

  /** What is there; empty if certainly nothing is. */
  private Optional<ConfigurationReading> read(Place place) {
    return switch (api.get(place.resource(), place.name())) {
      case ApiReply.Ok(var manifest) ->
          Optional.of(ConfigurationForm.read(place.shown(), manifest));
      case ApiReply.NotFound<Map<String, @Nullable Object>> _ -> Optional.empty();
      case ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          Optional.of(unreadable(place, "it is being changed"));
      case ApiReply.Failed<Map<String, @Nullable Object>> failed ->
          Optional.of(unreadable(place, failed.why()));
    };
  }

  private static ConfigurationReading unreadable(Place place, String reason) {
    return new ConfigurationReading.Unreadable(place.shown(), reason);
  }
}
