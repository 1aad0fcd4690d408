package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The first and the quiet synchronization of many Applications. */
final class Synchronization {
  /** Of which one leaves its just-in-time compilation behind. */
  private static final int BEFORE = 5;

  private static final int QUIET = 20;
  private static final int LONGEST_WAIT_SECONDS = 180;
  private static final Map<String, String> OFTEN =
      Map.of("APP_CONTROLLER_SYNC_PERIOD", "1s", "APP_MINIMAL_COMPASS_SYNC_TIME", "100ms");

  private final Stores stores;
  private final LocalCompass compass;

  Synchronization(Stores stores, LocalCompass compass) {
    this.stores = stores;
    this.compass = compass;
  }

  List<Result> measure(int applications, boolean withCredentials, int runs)
      throws IOException, InterruptedException {
    compass.replaceApplications(Landscapes.of(applications, withCredentials));
    List<Double> first = new ArrayList<>();
    List<Double> firstCpu = new ArrayList<>();
    List<Double> quietCpu = new ArrayList<>();
    List<Double> peak = new ArrayList<>();
    // The first run has Compass warm up.
    for (int i = 0; i <= runs; i++) {
      Path store = stores.fresh();
      compass.forgetRequests();
      try (AgentProcess agent = stores.start(store, OFTEN, "run")) {
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
      Stores.delete(store);
    }
    String what =
        ", %,d Applications %s credentials"
            .formatted(applications, withCredentials ? "with" : "without");
    List<Result> results = new ArrayList<>();
    results.add(Result.of("First sync" + what, first, "s").atMost(5));
    results.add(Result.of("— CPU from the process's start on", firstCpu, "s"));
    results.add(Result.of("Quiet sync, CPU" + what, quietCpu, "s").atMost(0.3));
    if (!peak.isEmpty()) {
      results.add(Result.of("— peak resident memory", peak, "MiB"));
    }
    return results;
  }

  /** Seconds of CPU that one quiet synchronization takes, with all the agent does beside it. */
  private double quietCpu(AgentProcess agent) throws IOException, InterruptedException {
    awaitListings(BEFORE);
    double before = agent.cpuSeconds();
    awaitListings(compass.listings() + QUIET);
    double spent = agent.cpuSeconds() - before;
    return spent / QUIET;
  }

  /** Waits until that many synchronizations have begun. */
  private void awaitListings(int wanted) throws IOException, InterruptedException {
    for (int i = 0; compass.listings() < wanted; i++) {
      if (i > LONGEST_WAIT_SECONDS * 5) {
        throw new IOException("the agent stopped synchronizing");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
