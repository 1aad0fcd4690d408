package dev.runtimeagent.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.setting.SettingValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemProviderTest {
  @TempDir Path root;

  @Test
  void isFoundAsAnyProviderIs() {
    assertThat(ServiceLoader.load(RuntimeProvider.class))
        .filteredOn(provider -> provider instanceof FilesystemProvider)
        .singleElement()
        .satisfies(provider -> {
          assertThat(provider.name()).isEqualTo("filesystem");
          assertThat(provider.facets()).containsExactlyInAnyOrder(Facet.HOME, Facet.TARGET);
        });
  }

  @Test
  void changesNothingByBeingOpened() throws Exception {
    try (var runtime = open(EnumSet.allOf(Facet.class))) {
      var home = runtime.home().orElseThrow();
      assertThat(home.stores().credentials().load()).isInstanceOf(Stored.Missing.class);
      assertThat(runtime.target().orElseThrow().applications().holdings())
          .isEqualTo(new Holdings.Held(List.of()));
      runtime.accompany().close();
    }
    try (var files = Files.list(root)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void clearsAwayWhatAFormerProcessLeftWhereNobodyElseDoes() throws Exception {
    var left = root.resolve("applications").resolve(".writing-999999999-1.tmp");
    StoreFolder.put(left, "half");
    open(EnumSet.allOf(Facet.class)).accompany().close();
    assertThat(left).exists();
    open(EnumSet.of(Facet.TARGET)).accompany().close();
    assertThat(left).doesNotExist();
  }

  private OpenRuntime open(Set<Facet> facets) {
    var dial = Dial.atNoon();
    var surroundings =
        new Surroundings(
            dial,
            () -> 0,
            _ -> {},
            new DirectWorkers(),
            new FakeCertificates(),
            new RecordedEvents(),
            Map.of());
    var settings = new SettingValues(Map.of("APP_STORE_DIR", root.toString()));
    return switch (new FilesystemProvider().open(facets, settings, surroundings)) {
      case Opening.Opened(var runtime) -> runtime;
      case Opening.Impossible(var problem) -> throw new AssertionError(problem);
    };
  }
}
