package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which faults there are now, and how often each has struck. */
public final class Faults {
  private final World world;
  private final Dice dice;
  private final CompassFaults compass;
  private final PageFaults pages;
  private final StoreFaults stores;
  private final Deeds deeds;
  private final List<Episode> episodes = new ArrayList<>();
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

  /** A fault that strikes a share of the calls it concerns, until it is over. */
  private record Episode(Fault fault, Instant until, double share) {}

  public Faults(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
    this.compass = new CompassFaults(world);
    this.pages = new PageFaults(world, dice);
    this.stores = new StoreFaults(world);
    this.deeds = new Deeds(world, dice);
  }

  /** Has {@code fault} strike all calls it concerns for a while, or happen now. */
  public void begin(Fault fault, Duration lasting) {
    begin(fault, lasting, 1);
  }

  /** Has {@code fault} strike that share of the calls for a while, or happen now. */
  public void begin(Fault fault, Duration lasting, double share) {
    world.disturbed();
    world.trace().note("FAULT " + fault + " for " + lasting);
    if (fault.concernsCalls()) {
      episodes.add(new Episode(fault, world.time().now().plus(lasting), share));
    } else {
      count(fault);
      deeds.perform(fault, lasting);
    }
  }

  /** Ends everything that lasts. */
  public void end() {
    world.trace().note("all faults are over");
    episodes.clear();
    deeds.undo();
    world.disturbed();
  }

  /** How often each fault has struck. */
  public Map<Fault, Integer> struck() {
    return Map.copyOf(struck);
  }

  /** What comes of a call. */
  public @Nullable Object around(PortCall call, PortCall.Real real) throws Exception {
    episodes.removeIf(episode -> !episode.until().isAfter(world.time().now()));
    var fault = strikes(call);
    if (call.reachesCompass()) {
      return fault.isPresent() && fault.get().kind() == Fault.Kind.PAGING
          ? pages.around(fault.get(), call, real)
          : compass.around(fault, call, real);
    }
    return fault.isPresent() ? stores.around(fault.get(), call, real) : real.call();
  }

  private Optional<Fault> strikes(PortCall call) {
    for (var episode : episodes) {
      if (concerns(episode.fault(), call) && dice.happens(episode.share())) {
        count(episode.fault());
        world.disturbed();
        return Optional.of(episode.fault());
      }
    }
    return Optional.empty();
  }

  private static boolean concerns(Fault fault, PortCall call) {
    return switch (fault.kind()) {
      case CONNECTION, TLS, REFUSAL, OVERLOAD, CONTENT -> CompassFaults.concerns(fault, call);
      case PAGING -> PageFaults.concerns(call);
      case STORE -> StoreFaults.concerns(fault, call);
      case SOMEBODY, COMPASS, TIME, PROCESS -> false;
    };
  }

  private void count(Fault fault) {
    struck.merge(fault, 1, Integer::sum);
  }
}
