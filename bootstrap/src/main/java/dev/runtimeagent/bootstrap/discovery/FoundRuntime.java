package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.setting.Setting;
import java.util.List;
import java.util.Set;

/**
 * A kind of Runtime, asked once for all it tells of itself.
 *
 * @param origin the jar, or the folder of classes, that it was found in
 */
public record FoundRuntime(
    RuntimeProvider provider,
    String name,
    Set<Facet> facets,
    List<Setting<?>> settings,
    String origin) {
  /** In words, for messages. */
  String described() {
    return "the runtime " + name + " (" + provider.getClass().getName() + " of " + origin + ")";
  }
}
