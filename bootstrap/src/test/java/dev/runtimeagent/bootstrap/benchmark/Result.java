package dev.runtimeagent.bootstrap.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One line of the report.
 *
 * @param target the most the median may be; empty where there is no target
 */
record Result(String what, Samples samples, String unit, OptionalDouble target) {

  static Result of(String what, List<Double> values, String unit) {
    return new Result(what, new Samples(values), unit, OptionalDouble.empty());
  }

  /** The same with a target, unless that is infinite. */
  Result atMost(double most) {
    return Double.isInfinite(most)
        ? this
        : new Result(what, samples, unit, OptionalDouble.of(most));
  }

  static String header() {
    return """
    | What | Median | Least to most | Runs | Target | |
    | --- | ---: | ---: | ---: | ---: | --- |\
    """;
  }

  String row() {
    String verdict =
        target.isEmpty() ? "" : samples.median() <= target.getAsDouble() ? "met" : "**missed**";
    return "| %s | %s %s | %s to %s | %d | %s | %s |"
        .formatted(
            what,
            number(samples.median()),
            unit,
            number(samples.least()),
            number(samples.most()),
            samples.values().size(),
            target.isEmpty() ? "" : "≤ " + trimmed(target.getAsDouble()) + " " + unit,
            verdict);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, unit.equals("s") ? "%.3f" : "%.1f", value);
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
