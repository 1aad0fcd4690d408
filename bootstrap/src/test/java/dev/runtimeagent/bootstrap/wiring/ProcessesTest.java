package dev.runtimeagent.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.bootstrap.discovery.FoundRuntime;
import dev.runtimeagent.bootstrap.discovery.Runtimes;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.bootstrap.settings.SettingsReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  @Test
  void tellsOfAProviderThatOpensNothing() {
    assertThat(opened(() -> null)).contains("the runtime sample gave no answer");
  }

  @Test
  void tellsOfAnErrorWithoutItsMessage() {
    assertThat(
            opened(() -> {
              throw new AssertionError("canary");
            }))
        .contains("the runtime sample cannot be opened: java.lang.AssertionError at ")
        .doesNotContain("canary");
  }

  private static String opened(Supplier<@Nullable Opening> opening) {
    var facets = EnumSet.allOf(Facet.class);
    var runtime = new FoundRuntime(new Sample(opening), "sample", facets, List.of(), "sample.jar");
    var environment = Map.of("APP_RUNTIME", "sample");
    var settings = SettingsReader.read(environment, new Runtimes(List.of(runtime), List.of()));
    var milestones = new Milestones(new RecordedEvents());
    return Processes.make((Usable) settings, environment, milestones, facets).toString();
  }

  private record Sample(Supplier<@Nullable Opening> opening) implements RuntimeProvider {
    @Override
    public String name() {
      return "sample";
    }

    @Override
    public Set<Facet> facets() {
      return EnumSet.allOf(Facet.class);
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of();
    }

    @Override
    @SuppressWarnings("NullAway") // what an outsider might do
    public Opening open(Set<Facet> facets, SettingValues settings, Surroundings surroundings) {
      return opening.get();
    }
  }
}
