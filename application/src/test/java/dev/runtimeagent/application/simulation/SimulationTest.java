package dev.runtimeagent.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.application.simulation.invariants.InvariantBroken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many fates; {@code docs/testing.md} tells how to run one again, and how to run more. */
class SimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 120);
  private static final long FROM = Long.getLong("simulation.from", 1);

  /** What came of one seed. */
  private record Fate(long seed, Optional<InvariantBroken> broken) {
    static Fate of(long seed) {
      try {
        Simulation.run(seed);
        return new Fate(seed, Optional.empty());
      } catch (InvariantBroken broken) {
        return new Fate(seed, Optional.of(broken));
      }
    }
  }

  @Test
  void keepsItsPromisesWhateverHappens() {
    var one = Long.getLong("simulation.seed");
    var seeds = one == null ? LongStream.range(FROM, FROM + SEEDS) : LongStream.of(one);
    var fates = seeds.parallel().mapToObj(Fate::of).toList();

    assertKept(fates);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultStrikes(Fault fault) {
    var world = new World(9, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(1)));
    var changes = new CatalogueChanges(world, world.dice());
    changes.fill(3);
    world.configureNewToken();
    world.start();
    world.invariants().recovery().expect();

    world.faults().begin(fault, Duration.ofMinutes(2));
    changes.fill(6);
    world.configureNewToken();
    world.wished(() -> world.documents().document().remove());
    world.time().runUntil(world.time().now().plus(Duration.ofMinutes(5)));

    assertThat(world.faults().struck()).containsKey(fault);
  }

  @Test
  void keepsNoMoreInMemoryAfterDaysThanAfterHours() {
    Soak.run(Integer.getInteger("simulation.halfdays", 6), UnaryOperator.identity());
  }

  @Test
  void isTheSameAgainFromTheSameSeedInAnotherProcess() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var process =
        new ProcessBuilder(java, "-cp", classPath, Replay.class.getName(), "42", "43", "44")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(there.lines())
        .containsExactly(Replay.digest(42), Replay.digest(43), Replay.digest(44));
  }

  private static void assertKept(List<Fate> fates) {
    var broken = fates.stream().filter(fate -> fate.broken().isPresent()).toList();
    var byName =
        broken.stream()
            .collect(
                Collectors.groupingBy(
                    fate -> fate.broken().orElseThrow().invariant(),
                    Collectors.mapping(Fate::seed, Collectors.toList())));
    assertThat(broken)
        .as(() ->
            "broken by these seeds: %s; the first:%n%s"
                .formatted(byName, broken.getFirst().broken().orElseThrow().getMessage()))
        .isEmpty();
  }
}
