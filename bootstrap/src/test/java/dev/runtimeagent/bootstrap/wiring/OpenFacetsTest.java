package dev.runtimeagent.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.OpenRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one Runtime does is no affair of the other's. */
class OpenFacetsTest {
  private final RecordedEvents log = new RecordedEvents();
  private final List<String> done = new ArrayList<>();

  private final OpenRuntime sound =
      new OpenRuntime() {
        @Override
        public Watch accompany() {
          done.add("begun");
          return () -> done.add("ended");
        }

        @Override
        public void close() {
          done.add("closed");
        }
      };

  private final OpenRuntime throwing =
      new OpenRuntime() {
        @Override
        public Watch accompany() {
          throw new AssertionError("a secret");
        }

        @Override
        public void close() {
          throw new AssertionError("a secret");
        }
      };

  @Test
  void closesTheHomeAfterATargetThatThrows() {
    facets(sound, throwing).close();
    assertThat(done).containsExactly("closed");
    assertThat(log.defects()).hasSize(1);
  }

  @Test
  void isAccompaniedByTheOneWhereTheOtherThrows() {
    facets(sound, throwing).accompany().close();
    facets(throwing, sound).accompany().close();
    assertThat(done).containsExactly("begun", "ended", "begun", "ended");
  }

  private OpenFacets facets(OpenRuntime home, OpenRuntime target) {
    return new OpenFacets(
        List.of(new OpenFacets.Named("house", home), new OpenFacets.Named("gateway", target)),
        new Containment(log, Duration.ofMinutes(1)));
  }
}
