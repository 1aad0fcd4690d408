package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A term that lasts as long as the Lease is kept. One thread renews; another tells of the loss in
 * time even while the first waits for an answer.
 */
final class LeaseTerm implements Leadership.Term {
  /** Giving back is a courtesy that must not hold up the end of the process (design, 10). */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

  private final Tenure tenure;
  private final Holder holder;
  private final Duration longestWatch;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private final Thread renewing;

  private LeaseTerm(Tenure tenure, Holder holder, LeaseTimes times) {
    this.tenure = tenure;
    this.holder = holder;
    this.longestWatch = times.renewal();
    this.renewing = Thread.ofVirtual().name("lease").unstarted(this::renew);
  }

  static LeaseTerm begin(Tenure tenure, Holder holder, LeaseTimes times) {
    var term = new LeaseTerm(tenure, holder, times);
    term.renewing.start();
    Thread.ofVirtual().name("lease-watch").start(term::watch);
    return term;
  }

  @Override
  public Holder holder() {
    return holder;
  }

  @Override
  public void onLost(Runnable tell) {
    var _ = lost.thenRun(tell);
  }

  boolean lasts() {
    return !lost.isDone() && closing.getCount() > 0;
  }

  @Override
  public void close() {
    closing.countDown();
    var interrupted = Thread.interrupted();
    try {
      renewing.join(LONGEST_GOODBYE);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      while (!waited(tenure.untilStep())) {
        tenure.step();
        if (lost.isDone() || tenure.isOver()) {
          lost.complete(null);
          return;
        }
      }
      if (!lost.isDone()) {
        tenure.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (!waited(tenure.left().filter(this::isSoon).orElse(longestWatch))) {
        if (tenure.isOver()) {
          lost.complete(null);
        }
        if (lost.isDone()) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSoon(Duration left) {
    return left.compareTo(longestWatch) < 0;
  }

  /** Whether the term is being closed, by the end of {@code time} at the latest. */
  private boolean waited(Duration time) throws InterruptedException {
    return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
