package dev.runtimeagent.application.runtime;

import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingValues;
import java.util.List;
import java.util.Set;

/**
 * For offering a kind of Runtime. It is found by {@link java.util.ServiceLoader}: a public class
 * with a public constructor without parameters, named in {@code
 * META-INF/services/dev.runtimeagent.application.runtime.RuntimeProvider}.
 *
 * <p>One is made at each start of the program, whether its Runtime is used or not. So constructor,
 * {@link #name}, {@link #facets} and {@link #settings} do nothing but answer; an exception of
 * theirs ends the program with exit code 2.
 */
public interface RuntimeProvider {
  /** How operators call it in APP_RUNTIME and APP_TARGET: small letters, digits and hyphens. */
  String name();

  /** What it offers; one at least. */
  Set<Facet> facets();

  /**
   * All that can be set for it. A value that cannot be used ends the program before anything is
   * opened, whether its Runtime is used or not; so does a missing one that is required, if it is.
   */
  List<Setting<?>> settings();

  /**
   * Opens a Runtime of this kind, once in a process and for all facets that are used of it. It
   * neither waits for another machine nor changes anything: that is for later, when there is a log
   * and a status to tell of it.
   *
   * @param facets those of {@link #facets} that are used; only these are asked for afterwards
   * @param settings the values of {@link #settings}
   */
  Opening open(Set<Facet> facets, SettingValues settings, Surroundings surroundings);
}
