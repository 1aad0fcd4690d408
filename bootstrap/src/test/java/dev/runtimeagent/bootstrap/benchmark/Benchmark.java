package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("runtime-agent-benchmark");
    try (LocalCompass compass = LocalCompass.start(folder.resolve("compass"))) {
      Stores stores = new Stores(launcher, folder, compass);
      System.out.println(Machine.description());
      System.out.println();
      System.out.println(Result.header());
      if (subjects.contains(Subject.START)) {
        report(new StartUp(stores, compass).measure(2 * runs));
      }
      if (subjects.contains(Subject.SYNC)) {
        Synchronization synchronization = new Synchronization(stores, compass);
        report(synchronization.measure(MANY, false, runs));
        report(synchronization.measure(MANY, true, runs));
      }
      if (subjects.contains(Subject.MEMORY)) {
        Memory memory = new Memory(stores, compass);
        report(memory.measure(SOME, false, idleSeconds, runs));
        report(memory.measure(SOME, true, idleSeconds, runs));
      }
    } finally {
      Stores.delete(folder);
    }
    System.out.println();
    System.out.println("Load average at the end: " + Machine.load());
    return 0;
  }

  private static void report(List<Result> results) {
    results.forEach(result -> System.out.println(result.row()));
    System.out.flush();
  }
}
