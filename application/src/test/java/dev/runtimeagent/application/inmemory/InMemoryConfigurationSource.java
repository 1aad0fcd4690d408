package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A configuration in memory. */
public final class InMemoryConfigurationSource implements ConfigurationSource {
  private static final String WHEREABOUTS = "the configuration in memory";

  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private volatile ConfigurationReading reading = new ConfigurationReading.Missing(WHEREABOUTS);

  /** The operator changes the configuration. */
  public void set(ConfigurationReading newer) {
    reading = newer;
    watchers.forEach(Runnable::run);
  }

  /** It changes, or can be read again, and no watch tells. */
  public void setSilently(ConfigurationReading newer) {
    reading = newer;
  }

  /** The operator writes a usable configuration. */
  public void set(ConnectionConfiguration configuration) {
    set(new ConfigurationReading.Usable(configuration));
  }

  /** The operator deletes the configuration. */
  public void remove() {
    set(new ConfigurationReading.Missing(WHEREABOUTS));
  }

  @Override
  public ConfigurationReading read() {
    return reading;
  }

  @Override
  public Watch watch(Runnable changed) {
    watchers.add(changed);
    return () -> watchers.remove(changed);
  }

  @Override
  public String whereabouts() {
    return WHEREABOUTS;
  }
}
