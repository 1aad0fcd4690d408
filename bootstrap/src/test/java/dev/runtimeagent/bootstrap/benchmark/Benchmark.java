package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the built agent on this machine and prints the report, as Markdown. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the built agent against a local Compass in another process,",
      "and prints what it found as Markdown. Takes some minutes; keep the machine quiet."
    })
final class Benchmark implements Callable<Integer> {
  private static final int MANY = 1000;
  private static final int SOME = 200;
  private static final int FEW = 100;
  private static final double NO_TARGET = Double.POSITIVE_INFINITY;

  /** What can be measured. */
  enum Subject {
    START,
    SYNC,
    MEMORY
  }

  @Option(
      names = "--launcher",
      required = true,
      hidden = true,
      description = "The agent's launcher; bin/benchmark gives it.")
  private Path launcher = Path.of("");

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each thing is measured, starts twice as often (default: 5).")
  private int runs = 5;

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description = "After how many seconds memory counts as idle (default: 90).")
  private int idleSeconds = 90;

  @Option(
      names = "--only",
      paramLabel = "SUBJECT",
      split = ",",
      description = "Measure only these of: ${COMPLETION-CANDIDATES}.")
  private List<Subject> subjects = List.of(Subject.values());

  @Option(
      names = "--cluster",
      description = {
        "Measure in the cluster that KUBECONFIG's current context names instead of on a folder.",
        "It must be one to throw away: a namespace and definitions are made and removed again."
      })
  private boolean inCluster;

  public static void main(String[] args) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(breakOff(Thread.currentThread(), ended)));
    int exitCode =
        new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    ended.countDown();
    System.exit(exitCode);
  }

  /** On Ctrl-C too, agents are ended and what was made in a cluster is removed. */
  private static Runnable breakOff(Thread measuring, CountDownLatch ended) {
    return () -> {
      measuring.interrupt();
      try {
        ended.await();
      } catch (InterruptedException _) {
        // Nobody does that.
      }
    };
  }

  @Override
  public Integer call() throws IOException {
    try {
      measure();
      return 0;
    } catch (InterruptedException _) {
      System.err.println("benchmark: broken off");
      return 1;
    }
  }

  private void measure() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("runtime-agent-benchmark");
    try (LocalCompass compass = LocalCompass.start(folder.resolve("compass"))) {
      System.out.println(Machine.description());
      System.out.println();
      System.out.println(Result.header());
      if (inCluster) {
        measureInCluster(compass, folder);
      } else {
        measureOnFolder(compass, folder);
      }
    } finally {
      FolderHomes.delete(folder);
    }
    System.out.println();
    System.out.println("Load average at the end: " + Machine.load());
  }

  private void measureOnFolder(LocalCompass compass, Path folder)
      throws IOException, InterruptedException {
    Homes homes = new FolderHomes(launcher, folder, compass);
    if (subjects.contains(Subject.START)) {
      report(new StartUp(homes, compass).measure(2 * runs, new StartUp.Targets(1.5, 0.8, 0.05)));
    }
    if (subjects.contains(Subject.SYNC)) {
      Synchronization synchronization = new Synchronization(homes, compass);
      Synchronization.Targets targets = new Synchronization.Targets(5, 0.3);
      report(synchronization.measure(MANY, false, runs, targets));
      report(synchronization.measure(MANY, true, runs, targets));
    }
    if (subjects.contains(Subject.MEMORY)) {
      Memory memory = new Memory(homes, compass);
      report(memory.measure(SOME, false, idleSeconds, runs, 77));
      report(memory.measure(SOME, true, idleSeconds, runs, 77));
    }
  }

  private void measureInCluster(LocalCompass compass, Path folder)
      throws IOException, InterruptedException {
    ClusterHomes homes = ClusterHomes.open(launcher, compass, folder);
    try {
      if (subjects.contains(Subject.START)) {
        report(new StartUp(homes, compass).measure(2 * runs, new StartUp.Targets(2, 0.8, 0.05)));
      }
      if (subjects.contains(Subject.SYNC)) {
        ClusterTraffic traffic = new ClusterTraffic(homes, compass, folder);
        Synchronization synchronization = new Synchronization(homes, compass);
        report(traffic.quiet(SOME));
        report(
            synchronization.measure(FEW, true, runs, new Synchronization.Targets(1.6, NO_TARGET)));
        report(
            synchronization.measure(
                SOME, true, runs, new Synchronization.Targets(NO_TARGET, 0.05)));
        // 75 Applications a second.
        report(
            synchronization.measure(
                MANY, true, runs, new Synchronization.Targets(13.3, NO_TARGET)));
        report(traffic.change(MANY));
      }
      if (subjects.contains(Subject.MEMORY)) {
        Memory memory = new Memory(homes, compass);
        report(memory.measure(SOME, true, idleSeconds, runs, 105));
      }
    } finally {
      homes.remove();
    }
  }

  private static void report(List<Result> results) {
    results.forEach(result -> System.out.println(result.row()));
    System.out.flush();
  }
}
