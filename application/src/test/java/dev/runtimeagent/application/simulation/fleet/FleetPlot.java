package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Outcomes of an outage as a picture: requests above, agents below. */
final class FleetPlot {
  private static final int LEFT = 70;
  private static final int WIDTH = 700;
  private static final int HEIGHT = 220;
  private static final int ABOVE = 60;
  private static final int BELOW = 350;
  private static final double LEAST = 1;
  private static final double MOST = 10_000;
  private static final Duration STEP = Duration.ofSeconds(30);

  private final StringBuilder svg = new StringBuilder();
  private final Setup setup;

  private FleetPlot(Setup setup) {
    this.setup = setup;
  }

  static String of(List<Outcome> outcomes) {
    var plot = new FleetPlot(outcomes.getFirst().setup());
    plot.draw(outcomes);
    return plot.svg.toString();
  }

  private void draw(List<Outcome> outcomes) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 640" role="img"
          aria-label="Requests and synchronized agents before, in and after an outage">
        <style>
          text { font: 12px sans-serif; fill: #24292f }
          line, path { fill: none; stroke: #8c959f }
          rect { fill: #8c959f; opacity: 0.2 }
          path { stroke-width: 1.5 }
          .limit { stroke-dasharray: 5 4 }
          .c0 { stroke: #0969da; fill: none } .c1 { stroke: #1a7f37; fill: none }
          .c2 { stroke: #cf222e; fill: none } .c3 { stroke: #bc6c00; fill: none }
          @media (prefers-color-scheme: dark) {
            text { fill: #d1d7e0 }
            .c0 { stroke: #58a6ff } .c1 { stroke: #3fb950 } .c2 { stroke: #ff7b72 } .c3 { stroke: #e3b341 }
          }
        </style>
        """);
    for (int i = 0; i < outcomes.size(); i++) {
      var x = LEFT + i * 180;
      line("c" + i, x, 20, x + 25, 20);
      text(x + 32, 24, "start", outcomes.get(i).setup().words());
    }
    panel(ABOVE, "requests/s, mean of 30 s");
    for (int power = 1; power <= MOST; power *= 10) {
      grid(logarithmic(power), Integer.toString(power));
    }
    var limit =
        logarithmic(setup.pods() * TokenBucket.REFILL / (double) TokenBucket.EVERY.toSeconds());
    line("limit", LEFT, limit, LEFT + WIDTH, limit);
    text(LEFT + WIDTH - 4, limit - 4, "end", "limit");
    panel(BELOW, "agents Synchronized, %");
    for (int percent = 0; percent <= 100; percent += 25) {
      grid(share(percent), Integer.toString(percent));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      var outcome = outcomes.get(i);
      curve(i, at -> logarithmic(outcome.traffic().rate(at, at.plus(STEP))));
      curve(
          i,
          at ->
              share(100 * outcome.traffic().inSync(at, at.plus(STEP)) / outcome.setup().agents()));
    }
    text(LEFT + WIDTH / 2, BELOW + HEIGHT + 50, "middle", "minutes since Compass was back");
    svg.append("</svg>\n");
  }

  private void panel(int top, String title) {
    var from = x(Setup.INCIDENT);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            from,
            top,
            x(setup.over()) - from,
            HEIGHT));
    text((from + x(setup.over())) / 2, top + 14, "middle", "Compass is down");
    text(LEFT, top - 10, "start", title);
    for (int minute = -60; minute <= 30; minute += 10) {
      var x = x(setup.over().plusMinutes(minute));
      line("", x, top + HEIGHT, x, top + HEIGHT + 4);
      text(x, top + HEIGHT + 18, "middle", Integer.toString(minute));
    }
  }

  private void grid(double y, String label) {
    svg.append("<g opacity=\"0.5\">");
    line("", LEFT, y, LEFT + WIDTH, y);
    svg.append("</g>\n");
    text(LEFT - 8, y + 4, "end", label);
  }

  private void curve(int number, ToDoubleFunction<Duration> height) {
    svg.append("<path class=\"c").append(number).append("\" d=\"");
    var command = "M";
    for (var at = Setup.STARTED; at.compareTo(setup.end()) < 0; at = at.plus(STEP)) {
      svg.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", command, x(at), height.applyAsDouble(at)));
      command = "L";
    }
    svg.append("\"/>\n");
  }

  private void line(String style, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private void text(double x, double y, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            words));
  }

  private double x(Duration at) {
    var shown = setup.end().minus(Setup.STARTED).toMillis();
    return LEFT + WIDTH * (at.minus(Setup.STARTED).toMillis() / (double) shown);
  }

  private static double logarithmic(double rate) {
    var share = Math.log10(Math.max(rate, LEAST) / LEAST) / Math.log10(MOST / LEAST);
    return ABOVE + HEIGHT * (1 - share);
  }

  private static double share(double percent) {
    return BELOW + HEIGHT * (1 - percent / 100);
  }
}
