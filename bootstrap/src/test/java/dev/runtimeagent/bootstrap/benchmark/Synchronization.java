package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first and the quiet synchronization of many Applications. */
final class Synchronization {
  /** In which most of what is done again and again is compiled; an agent makes 480 a day. */
  private static final int BEFORE = 25;

  private static final int QUIET = 20;
  private static final Map<String, String> OFTEN =
      Map.of("APP_CONTROLLER_SYNC_PERIOD", "1s", "APP_MINIMAL_COMPASS_SYNC_TIME", "100ms");

  private final Homes homes;
  private final LocalCompass compass;

  Synchronization(Homes homes, LocalCompass compass) {
    this.homes = homes;
    this.compass = compass;
  }

  /** The most seconds that medians may be, of the first and of CPU in a quiet one; or infinite. */
  record Targets(double first, double quietCpu) {}

  List<Result> measure(int applications, boolean withCredentials, int runs, Targets targets)
      throws IOException, InterruptedException {
    compass.replaceApplications(Landscapes.of(applications, withCredentials));
    List<Double> first = new ArrayList<>();
    List<Double> firstCpu = new ArrayList<>();
    List<Double> quietCpu = new ArrayList<>();
    List<Double> peak = new ArrayList<>();
    // The first run has Compass warm up.
    for (int i = 0; i <= runs; i++) {
      Homes.Home home = homes.fresh();
      compass.forgetRequests();
      try (AgentProcess agent = home.start(OFTEN, "run")) {
        double connected = agent.secondsUntil("Connected");
        double wall = agent.secondsUntil("Synchronized") - connected;
        double cpu = agent.cpuSeconds();
        double each = quietCpu(agent);
        if (i > 0) {
          first.add(wall);
          firstCpu.add(cpu);
          quietCpu.add(each);
          agent.peakMib().ifPresent(peak::add);
        }
      }
      home.clear();
    }
    String what =
        ", %,d Applications %s credentials"
            .formatted(applications, withCredentials ? "with" : "without");
    List<Result> results = new ArrayList<>();
    results.add(Result.of("First sync" + what, first, "s").atMost(targets.first()));
    results.add(Result.of("— CPU from the process's start on", firstCpu, "s"));
    results.add(Result.of("Quiet sync, CPU" + what, quietCpu, "s").atMost(targets.quietCpu()));
    if (!peak.isEmpty()) {
      results.add(Result.of("— peak resident memory", peak, "MiB"));
    }
    return results;
  }

  /** Seconds of CPU that one quiet synchronization takes, with all the agent does beside it. */
  private double quietCpu(AgentProcess agent) throws IOException, InterruptedException {
    compass.awaitListings(BEFORE);
    double before = agent.cpuSeconds();
    compass.awaitListings(compass.listings() + QUIET);
    double spent = agent.cpuSeconds() - before;
    return spent / QUIET;
  }
}
