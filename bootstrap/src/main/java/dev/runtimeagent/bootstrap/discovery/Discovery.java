package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.setting.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the kinds of Runtimes on the class path, those that came with the agent and those that an
 * operator added. Jars that were added are looked at first, since {@link ServiceLoader} passes over
 * some faults in silence and does not say which jar has the others.
 */
public final class Discovery {
  /** Set by the launcher to the folder of jars that an operator added, if there are any. */
  static final String ADAPTERS = "runtimeagent.adapters";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Each fault uses up a line of a service file; more than this is one that does not. */
  private static final int FAULTS = 100;

  private final ClassLoader loader;
  private final Collection<Setting<?>> core;
  private final List<FoundRuntime> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Discovery(ClassLoader loader, Collection<Setting<?>> core) {
    this.loader = loader;
    this.core = core;
  }

  /**
   * Finds those of this process.
   *
   * @param core the settings that no Runtime may declare, since they are the agent's own
   */
  public static Runtimes ofProcess(Collection<Setting<?>> core) {
    var adapters = Optional.ofNullable(System.getProperty(ADAPTERS)).map(Path::of);
    return find(Discovery.class.getClassLoader(), adapters, core);
  }

  static Runtimes find(ClassLoader loader, Optional<Path> adapters, Collection<Setting<?>> core) {
    var discovery = new Discovery(loader, core);
    adapters.ifPresent(folder -> discovery.problems.addAll(ServiceFiles.check(loader, folder)));
    discovery.ask();
    discovery.found.sort(Comparator.comparing(FoundRuntime::name));
    discovery.compare();
    return new Runtimes(discovery.found, discovery.problems);
  }

  private void ask() {
    var providers = ServiceLoader.load(RuntimeProvider.class, loader).stream().iterator();
    var faults = 0;
    while (faults < FAULTS) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ask(providers);
      } catch (ServiceConfigurationError | LinkageError e) {
        faults++;
        if (problems.isEmpty()) {
          problems.addAll(ServiceFiles.check(loader));
        }
        if (problems.isEmpty()) {
          problems.add(Explanation.of(e));
        }
      }
    }
  }

  private void ask(Iterator<ServiceLoader.Provider<RuntimeProvider>> providers) {
    var type = providers.next();
    var origin = ServiceFiles.origin(type.type());
    try {
      var runtime = ask(type.get(), origin);
      problems.addAll(faults(runtime));
      found.add(runtime);
    } catch (Throwable defect) {
      // An Error of an outsider's code is a defect of the jar as any exception is.
      problems.add(
          "%s: the provider %s cannot be used: %s; mend the jar, or remove it"
              .formatted(origin, type.type().getName(), Explanation.of(defect)));
    }
  }

  private static FoundRuntime ask(RuntimeProvider provider, String origin) {
    var facets = EnumSet.noneOf(Facet.class);
    facets.addAll(provider.facets());
    return new FoundRuntime(
        provider, provider.name(), facets, List.copyOf(provider.settings()), origin);
  }

  private List<String> faults(FoundRuntime runtime) {
    var faults = new ArrayList<String>();
    if (!NAME.matcher(runtime.name()).matches()) {
      faults.add(
          "%s: the provider %s has a name that nobody can write: only small letters, digits and"
                  .formatted(runtime.origin(), runtime.provider().getClass().getName())
              + " hyphens between them may be in it");
    }
    if (runtime.facets().isEmpty()) {
      faults.add(runtime.described() + " offers neither a home nor a target; remove the jar");
    }
    for (var setting : runtime.settings()) {
      core.stream()
          .filter(own -> sameName(own, setting))
          .map(own ->
              runtime.described()
                  + " declares "
                  + own.name()
                  + ", which is the agent's own setting")
          .forEach(faults::add);
    }
    faults.addAll(declaredTwice(runtime));
    return faults;
  }

  /** The value is checked as the first of them says, and could be none for the second. */
  private static List<String> declaredTwice(FoundRuntime runtime) {
    var settings = runtime.settings();
    return IntStream.range(0, settings.size())
        .filter(i ->
            settings.subList(0, i).stream().anyMatch(other -> sameName(other, settings.get(i))))
        .mapToObj(i -> runtime.described() + " declares " + settings.get(i).name() + " twice")
        .toList();
  }

  private void compare() {
    for (var i = 0; i < found.size(); i++) {
      for (var j = i + 1; j < found.size(); j++) {
        compare(found.get(i), found.get(j));
      }
    }
  }

  private void compare(FoundRuntime one, FoundRuntime other) {
    if (one.name().equals(other.name())) {
      problems.add(
          "two runtimes are called %s: %s of %s and %s of %s; remove one of the jars"
              .formatted(
                  one.name(),
                  one.provider().getClass().getName(),
                  one.origin(),
                  other.provider().getClass().getName(),
                  other.origin()));
      return;
    }
    for (var setting : one.settings()) {
      other.settings().stream()
          .filter(another -> sameName(setting, another) && !another.equals(setting))
          .map(another ->
              "%s and %s both declare %s, and do not mean the same; remove one of the jars"
                  .formatted(one.described(), other.described(), setting.name()))
          .forEach(problems::add);
    }
  }

  /** Underscores do not count where a setting is read. */
  private static boolean sameName(Setting<?> one, Setting<?> other) {
    return one.name().replace("_", "").equals(other.name().replace("_", ""));
  }
}
