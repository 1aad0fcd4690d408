package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A model of the original agent's timing, and of nothing else of it: a pass each period, whose
 * length is drawn once a process (B-183); in each pass {@code configuration} at the Connector first
 * (B-100), a signing request where renewal is due (B-103), then one listing (B-110). What fails
 * ends the pass, and the next comes when it would have come anyway (B-106, B-244).
 */
final class FixedPeriodMember implements Member {
  private final VirtualTime time;
  private final Gateway gateway;
  private final Dice dice;
  private final Duration period;
  private final Instant renewalDue;
  private boolean renewed;
  private boolean inSync;
  private int life;

  FixedPeriodMember(
      VirtualTime time, Gateway gateway, Dice dice, Duration period, Instant renewalDue) {
    this.time = time;
    this.gateway = gateway;
    this.dice = dice;
    this.period = period;
    this.renewalDue = renewalDue;
  }

  @Override
  public void start() {
    var every = Duration.ofMillis((long) (period.toMillis() * (0.9 + 0.2 * dice.next())));
    pass(++life, every);
  }

  @Override
  public void die() {
    life++;
    inSync = false;
  }

  @Override
  public boolean isSynchronized() {
    return inSync;
  }

  private void pass(int begun, Duration every) {
    if (begun == life) {
      inSync = isServed() && isMaintained() && isServed();
      time.after(every, () -> pass(begun, every));
    }
  }

  private boolean isMaintained() {
    if (!renewed && !time.now().isBefore(renewalDue)) {
      renewed = isServed();
      return renewed;
    }
    return true;
  }

  private boolean isServed() {
    return gateway.take() == Gateway.Fate.SERVED;
  }
}
