package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Resident memory while nothing changes, with the default settings. */
final class Memory {
  private final Homes homes;
  private final LocalCompass compass;

  Memory(Homes homes, LocalCompass compass) {
    this.homes = homes;
    this.compass = compass;
  }

  /** Empty where resident memory cannot be told. */
  List<Result> measure(
      int applications, boolean withCredentials, int idleSeconds, int runs, double target)
      throws IOException, InterruptedException {
    compass.replaceApplications(Landscapes.of(applications, withCredentials));
    List<Double> idle = new ArrayList<>();
    List<Double> peak = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Homes.Home home = homes.fresh();
      try (AgentProcess agent = home.start(Map.of(), "run")) {
        agent.secondsUntil("Synchronized");
        TimeUnit.SECONDS.sleep(idleSeconds);
        agent.residentMib().ifPresent(idle::add);
        agent.peakMib().ifPresent(peak::add);
      }
      home.clear();
    }
    if (idle.isEmpty()) {
      return List.of();
    }
    String what =
        " resident memory, %,d Applications %s credentials"
            .formatted(applications, withCredentials ? "with" : "without");
    return List.of(
        Result.of("Idle" + what + ", after %d s".formatted(idleSeconds), idle, "MiB")
            .atMost(target),
        Result.of("— peak until then", peak, "MiB"));
  }
}
