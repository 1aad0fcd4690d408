package dev.runtimeagent.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Time that passes from one event to the next, on one thread. Who has to wait within an event, for
 * an answer say, lets the others happen meanwhile: so what runs beside each other in the process
 * takes turns here, in an order that the dice decide where times are equal.
 */
public final class VirtualTime {
  private record Event(Instant at, int lot, long number, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparing(Event::at)
              .thenComparingInt(Event::lot)
              .thenComparingLong(Event::number));
  private final Dice dice;
  private Instant now;
  private long number;
  private long steps;
  private int depth;
  private Runnable afterStep = () -> {};

  public VirtualTime(Instant start, Dice dice) {
    this.now = start;
    this.dice = dice;
  }

  public Instant now() {
    return now;
  }

  /** How many events have happened. */
  public long steps() {
    return steps;
  }

  /** How many events are waiting for something; none of them goes on before the later ones end. */
  public int depth() {
    return depth;
  }

  /** Has {@code look} run after each event. */
  public void afterEachStep(Runnable look) {
    afterStep = look;
  }

  /** Has {@code what} happen at {@code when}, or as soon as possible. */
  public void at(Instant when, Runnable what) {
    events.add(new Event(when, dice.below(1 << 20), number++, what));
  }

  /** Has {@code what} happen in a while. */
  public void after(Duration wait, Runnable what) {
    at(now.plus(wait), what);
  }

  /** Has all happen that is to happen until {@code end}. */
  public void runUntil(Instant end) {
    runUntil(end, () -> false);
  }

  /** Has things happen until {@code end}, or until {@code enough}. */
  public void runUntil(Instant end, BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      var next = events.peek();
      if (next == null || next.at().isAfter(end)) {
        now = now.isBefore(end) ? end : now;
        return;
      }
      step();
    }
  }

  /** Waits within an event, until {@code broken} off. */
  public void pass(Duration wait, BooleanSupplier broken) {
    depth++;
    try {
      runUntil(now.plus(wait), broken);
    } finally {
      depth--;
    }
  }

  /** Lets time pass within an event in which nothing else can happen. */
  public void stall(Duration wait) {
    now = now.plus(wait);
  }

  private void step() {
    var event = events.remove();
    now = event.at().isAfter(now) ? event.at() : now;
    steps++;
    event.what().run();
    afterStep.run();
  }
}
