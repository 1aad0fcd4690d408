package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import dev.runtimeagent.sandbox.landscape.Application;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What synchronizations ask of the API server, the Lease apart. */
final class ClusterTraffic {
  private static final int CHANGED_PERCENT = 1;
  private static final int QUIET = 60;

  private final Homes homes;
  private final LocalCompass compass;
  private final Path folder;

  ClusterTraffic(Homes homes, LocalCompass compass, Path folder) {
    this.homes = homes;
    this.compass = compass;
    this.folder = folder;
  }

  /** While nothing changes. */
  List<Result> quiet(int applications) throws IOException, InterruptedException {
    compass.replaceApplications(Landscapes.of(applications, true));
    try (CountingProxy proxy = CountingProxy.start();
        AgentProcess agent = startThrough(proxy)) {
      settle(agent);
      untilBetweenSynchronizations();
      proxy.forget();
      long begun = System.nanoTime();
      compass.awaitListings(compass.listings() + QUIET);
      untilBetweenSynchronizations();
      double minutes = (System.nanoTime() - begun) / 1e9 / TimeUnit.MINUTES.toSeconds(1);
      double each = (double) proxy.count(request -> !isWrite(request)) / QUIET;
      double writes = proxy.count(ClusterTraffic::isWrite) / minutes;
      String what = ", %,d Applications with credentials".formatted(applications);
      return List.of(
          Result.of("Reads of the API per quiet sync" + what, List.of(each), "requests").atMost(2),
          Result.of("— writes a minute", List.of(writes), "writes").atMost(1));
    }
  }

  /** While some Applications change. */
  List<Result> change(int applications) throws IOException, InterruptedException {
    List<Application> all = Landscapes.of(applications, false);
    compass.replaceApplications(all);
    int changed = applications * CHANGED_PERCENT / 100;
    try (CountingProxy proxy = CountingProxy.start();
        AgentProcess agent = startThrough(proxy)) {
      settle(agent);
      proxy.forget();
      compass.putApplications(
          all.stream().limit(changed).map(each -> each.withDescription("changed")).toList());
      compass.awaitListings(compass.listings() + 3);
      double writes =
          proxy.count(request -> isWrite(request) && request.contains("/applications/"));
      return List.of(
          Result.of(
                  "Writes of Applications, %d of %,d changed".formatted(changed, applications),
                  List.of(writes),
                  "writes")
              .atMost(changed));
    }
  }

  private AgentProcess startThrough(CountingProxy proxy) throws IOException, InterruptedException {
    Map<String, String> settings =
        Map.of(
            "KUBECONFIG", proxy.kubeconfig(folder).toString(),
            "APP_CONTROLLER_SYNC_PERIOD", "1s",
            "APP_MINIMAL_COMPASS_SYNC_TIME", "100ms");
    compass.forgetRequests();
    return homes.fresh().start(settings, "run");
  }

  /** What follows from the first synchronization is over then. */
  private void settle(AgentProcess agent) throws IOException, InterruptedException {
    agent.secondsUntil("Synchronized");
    compass.awaitListings(compass.listings() + 3);
  }

  /** Half a period after a listing, so that no synchronization is counted by half. */
  private static void untilBetweenSynchronizations() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(500);
  }

  private static boolean isWrite(String request) {
    return !request.startsWith("GET ");
  }
}
