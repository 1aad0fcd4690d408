package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the launcher's start to Synchronized with ten Applications. */
final class StartUp {
  private static final int WARM_UPS = 3;

  private final Homes homes;
  private final LocalCompass compass;
  private final List<Double> cold = new ArrayList<>();
  private final List<Double> coldToTheEnd = new ArrayList<>();
  private final List<Double> betweenTokenCalls = new ArrayList<>();
  private final List<Double> stored = new ArrayList<>();
  private final List<Double> storedToTheEnd = new ArrayList<>();

  /** The most seconds that medians may be. */
  record Targets(double cold, double stored, double betweenTokenCalls) {}

  StartUp(Homes homes, LocalCompass compass) {
    this.homes = homes;
    this.compass = compass;
  }

  List<Result> measure(int runs, Targets targets) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      run();
    }
    List.of(cold, coldToTheEnd, betweenTokenCalls, stored, storedToTheEnd).forEach(List::clear);
    for (int i = 0; i < runs; i++) {
      run();
    }
    return List.of(
        Result.of("Cold start to Synchronized, 10 Applications", cold, "s").atMost(targets.cold()),
        Result.of("— to the end of `run --once`", coldToTheEnd, "s"),
        Result.of("Start from a stored credential to Synchronized", stored, "s")
            .atMost(targets.stored()),
        Result.of("— to the end of `run --once`", storedToTheEnd, "s"),
        Result.of("Between the two token calls, as Compass sees it", betweenTokenCalls, "s")
            .atMost(targets.betweenTokenCalls()));
  }

  private void run() throws IOException, InterruptedException {
    Homes.Home home = homes.fresh();
    compass.forgetRequests();
    once(home, cold, coldToTheEnd);
    Instant first = compass.requests("configuration").getFirst();
    Instant second = compass.requests("signCertificateSigningRequest").getFirst();
    betweenTokenCalls.add(Duration.between(first, second).toNanos() / 1e9);
    once(home, stored, storedToTheEnd);
    home.clear();
  }

  private void once(Homes.Home home, List<Double> untilSynchronized, List<Double> untilEnd)
      throws IOException, InterruptedException {
    try (AgentProcess agent = home.start(Map.of(), "run", "--once")) {
      untilEnd.add(agent.secondsUntilEnd());
      untilSynchronized.add(agent.secondsUntil("Synchronized"));
    }
  }
}
