package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.bootstrap.discovery.AdapterClasses;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another entry, for the build: carries out several command lines in one process, so that a single
 * start-up cache knows the lives of an agent on a folder and in a cluster.
 */
public final class Rehearsal {
  private static final String NEXT = "--next--";

  private Rehearsal() {}

  /**
   * Ends the process with the highest of the exit codes.
   *
   * @param args command lines with {@value #NEXT} between them, each begun by what it adds to the
   *     environment, as {@code env} has it: {@code NAME=value … run --once}
   */
  public static void main(String[] args) {
    System.setErr(lasting(System.err));
    AdapterClasses.load();
    int exitCode = ExitCode.GOOD;
    List<String> words = new ArrayList<>();
    for (String word : args) {
      if (word.equals(NEXT)) {
        exitCode = Math.max(exitCode, carryOut(words));
        words.clear();
      } else {
        words.add(word);
      }
    }
    System.exit(Math.max(exitCode, carryOut(words)));
  }

  /** The log of one life closes what it wrote to when that of the next begins. */
  private static PrintStream lasting(PrintStream err) {
    return new PrintStream(err, true, StandardCharsets.UTF_8) {
      @Override
      public void close() {
        flush();
      }
    };
  }

  private static int carryOut(List<String> words) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    int arguments = 0;
    for (; arguments < words.size() && words.get(arguments).contains("="); arguments++) {
      String[] entry = words.get(arguments).split("=", 2);
      environment.put(entry[0], entry[1]);
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode =
        new Cli(
                Terminal.of(out, err, environment),
                environment,
                new Ending(Runtime.getRuntime()::halt))
            .run(words.subList(arguments, words.size()).toArray(String[]::new));
    out.flush();
    return exitCode;
  }
}
