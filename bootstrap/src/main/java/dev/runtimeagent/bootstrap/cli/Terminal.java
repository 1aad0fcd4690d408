package dev.runtimeagent.bootstrap.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Where the process writes, and whether a person watches. The launcher tells, because finding out
 * from inside costs time.
 *
 * @param logWatched whether stderr is a terminal
 * @param color whether stdout is a terminal that wants color
 */
record Terminal(PrintWriter out, PrintWriter err, boolean logWatched, boolean color) {
  static Terminal of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    boolean wantsColor = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        out,
        err,
        Boolean.getBoolean("runtimeagent.stderr.terminal"),
        Boolean.getBoolean("runtimeagent.stdout.terminal") && wantsColor);
  }
}
