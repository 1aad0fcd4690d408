package dev.runtimeagent.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.application.simulation.invariants.InvariantBroken;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many fates; {@code docs/testing.md} tells how to run one again, and how to run more. */
class SimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 250);
  private static final long FROM = Long.getLong("simulation.from", 1);

  /** What came of one seed. */
  private record Fate(long seed, Map<Fault, Integer> struck, Optional<InvariantBroken> broken) {
    static Fate of(long seed) {
      try {
        return new Fate(seed, Simulation.run(seed).faults().struck(), Optional.empty());
      } catch (InvariantBroken broken) {
        return new Fate(seed, Map.of(), Optional.of(broken));
      }
    }
  }

  @Test
  void keepsItsPromisesWhateverHappens() {
    var one = Long.getLong("simulation.seed");
    var seeds = one == null ? LongStream.range(FROM, FROM + SEEDS) : LongStream.of(one);
    var fates = seeds.parallel().mapToObj(Fate::of).toList();

    assertKept(fates);
    if (one == null && SEEDS >= 250) {
      assertThat(struck(fates).keySet()).isEqualTo(EnumSet.allOf(Fault.class));
    }
  }

  @Test
  void keepsNoMoreInMemoryAfterDaysThanAfterHours() {
    Soak.run(Integer.getInteger("simulation.halfdays", 6), UnaryOperator.identity());
  }

  @Test
  void isTheSameAgainFromTheSameSeed() {
    assertThat(Simulation.run(42).trace().digest()).isEqualTo(Simulation.run(42).trace().digest());
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

  private static Map<Fault, Integer> struck(List<Fate> fates) {
    var struck = new EnumMap<Fault, Integer>(Fault.class);
    fates.forEach(
        fate -> fate.struck().forEach((fault, times) -> struck.merge(fault, times, Integer::sum)));
    return struck;
  }
}
