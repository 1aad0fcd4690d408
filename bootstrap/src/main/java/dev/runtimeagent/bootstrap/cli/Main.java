package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.bootstrap.logging.LoggedEvents;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Ends the process with one of {@link ExitCode}. */
  public static void main(String[] args) {
    Ending ending = new Ending(Runtime.getRuntime()::halt);
    // All other commands end as a signal has it: they did not do what they were told.
    if (List.of(args).contains("run")) {
      ending.listen();
    }
    Thread.setDefaultUncaughtExceptionHandler(
        new LastResort(LoggedEvents::new, Runtime.getRuntime()::halt));
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Map<String, String> environment = System.getenv();
    int exitCode = new Cli(Terminal.of(out, err, environment), environment, ending).run(args);
    out.flush();
    ending.over();
    System.exit(exitCode);
  }
}
