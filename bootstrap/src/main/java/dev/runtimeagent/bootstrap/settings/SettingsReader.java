package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.bootstrap.discovery.FoundRuntime;
import dev.runtimeagent.bootstrap.discovery.Runtimes;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Unusable;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the environment into settings, and finds everything wrong with it at once. */
public final class SettingsReader {
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("//[^/@]*@");
  private static final String DEFAULT = "default";
  private static final String HIDDEN = "***";

  private final Map<String, String> environment;
  private final Runtimes runtimes;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(Map<String, String> environment, Runtimes runtimes) {
    this.environment = environment;
    this.runtimes = runtimes;
  }

  /** Reads the variables of an environment such as {@link System#getenv()}. */
  public static SettingsOutcome read(Map<String, String> environment, Runtimes runtimes) {
    return new SettingsReader(environment, runtimes).outcome();
  }

  private SettingsOutcome outcome() {
    CoreSettings.all().forEach(this::read);
    for (FoundRuntime runtime : runtimes.usable()) {
      runtime.settings().forEach(setting -> read(setting, runtime.name()));
    }
    problems.addAll(runtimes.problems());
    var home = home();
    var target = home.flatMap(this::target);
    Stream.of(home, target).flatMap(Optional::stream).distinct().forEach(this::requireSettings);
    var table = List.copyOf(rows.values());
    var warnings = EnvironmentHints.of(environment, table.stream().map(Row::setting).toList());
    if (!problems.isEmpty() || target.isEmpty()) {
      return new Unusable(List.copyOf(problems), table, warnings);
    }
    var values = new SettingValues(texts);
    return new Usable(
        Settings.of(values),
        new Choice(home.orElseThrow(), target.orElseThrow(), values),
        table,
        warnings);
  }

  private Optional<FoundRuntime> home() {
    var inPod = !environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty();
    return chosen(CoreSettings.RUNTIME, Facet.HOME, inPod ? "kubernetes" : "filesystem");
  }

  private Optional<FoundRuntime> target(FoundRuntime home) {
    return chosen(CoreSettings.TARGET, Facet.TARGET, home.name());
  }

  private Optional<FoundRuntime> chosen(Setting<String> by, Facet facet, String standard) {
    var set = Optional.ofNullable(texts.get(by.name()));
    var name = set.orElse(standard);
    rows.computeIfPresent(by.name(), (_, row) -> new Row(by, row.owners(), name, row.source()));
    var runtime = runtimes.named(name);
    var offered = runtime.filter(it -> it.facets().contains(facet));
    if (offered.isEmpty()) {
      problems.add(
          (set.isPresent() ? "%s is \"%s\"" : "%s is not set, which means \"%s\"")
                  .formatted(spelling(by), name)
              + ", but must be "
              + runtimes.offering(facet)
              + runtime.map(it -> ": " + it.name() + " offers no " + facet).orElse(""));
    }
    return offered;
  }

  private void requireSettings(FoundRuntime runtime) {
    runtime.settings().stream()
        .filter(setting -> setting.required() && !texts.containsKey(setting.name()))
        .filter(setting -> setting.standard().isEmpty())
        .map(setting ->
            "%s is not set, but %s needs it: %s, %s"
                .formatted(
                    setting.name(), runtime.name(), setting.type().allowed(), setting.meaning()))
        .forEach(problems::add);
  }

  private void read(Setting<?> setting, String owner) {
    var known = rows.get(setting.name());
    if (known == null) {
      read(setting);
    }
    rows.computeIfPresent(
        setting.name(),
        (_, row) -> {
          var owners = new ArrayList<>(row.owners());
          owners.add(owner);
          return new Row(row.setting(), List.copyOf(owners), row.value(), row.source());
        });
  }

  private void read(Setting<?> setting) {
    var spelling = Spellings.used(setting.name(), environment);
    var set = spelling.map(it -> environment.getOrDefault(it, "").strip());
    var shown = set.or(setting::standard).map(text -> shown(setting, text)).orElse("");
    rows.put(setting.name(), new Row(setting, List.of(), shown, spelling.orElse(DEFAULT)));
    set.ifPresent(text -> {
      if (isUsable(setting, text)) {
        texts.put(setting.name(), text);
      } else {
        problems.add(
            "%s is \"%s\", but must be %s"
                .formatted(spelling.get(), shown, setting.type().allowed()));
      }
    });
  }

  private static String shown(Setting<?> setting, String text) {
    return setting.type().secret() ? HIDDEN : PASSWORD_IN_URL.matcher(text).replaceAll("//***@");
  }

  /** The reader may be an outsider's. */
  private static boolean isUsable(Setting<?> setting, String text) {
    try {
      return setting.type().reader().apply(text).isPresent();
    } catch (RuntimeException | StackOverflowError _) {
      // The latter is what a pattern does on a long text.
      return false;
    }
  }

  private String spelling(Setting<?> setting) {
    return Spellings.used(setting.name(), environment).orElse(setting.name());
  }
}
