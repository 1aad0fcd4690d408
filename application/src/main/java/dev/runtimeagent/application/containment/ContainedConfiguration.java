package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.connection.ConfigurationReading;

/** A source of configuration that always answers. */
public final class ContainedConfiguration implements ConfigurationSource {
  private final ConfigurationSource source;
  private final Containment containment;

  public ContainedConfiguration(ConfigurationSource source, Containment containment) {
    this.source = source;
    this.containment = containment;
  }

  @Override
  public ConfigurationReading read() {
    return containment.ask(
        "reading the configuration",
        source::read,
        problem -> new ConfigurationReading.Unreadable("the configuration", problem));
  }

  @Override
  public Watch watch(Runnable changed) {
    return containment.watch("watching the configuration", () -> source.watch(changed));
  }

  @Override
  public String whereabouts() {
    return containment.ask(
        "asking where the configuration is", source::whereabouts, _ -> "the configuration");
  }
}
