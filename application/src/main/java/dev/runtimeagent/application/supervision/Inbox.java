package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.Moment;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where everybody leaves what happened; only the supervising loop takes things out. */
public final class Inbox implements ConnectionDesk.Listener {
  private final BlockingQueue<Function<Moment, ConnectionEvent>> happened =
      new LinkedBlockingQueue<>();
  private final Supplier<ConfigurationReading> configuration;

  private final AtomicBoolean driftLeft = new AtomicBoolean();

  /**
   * Makes an empty one.
   *
   * @param configuration reads it, and may wait for it to be at rest
   */
  public Inbox(Supplier<ConfigurationReading> configuration) {
    this.configuration = configuration;
  }

  /** Leaves an event, which gets its moment when it is taken. */
  public void post(Function<Moment, ConnectionEvent> event) {
    happened.add(event);
  }

  /** Somebody else changed the Runtime; one such event is left at a time, however many changes. */
  void drifted() {
    if (driftLeft.compareAndSet(false, true)) {
      post(when -> {
        driftLeft.set(false);
        return new ConnectionEvent.RuntimeDrifted(when);
      });
    }
  }

  /** A token that was put before the document was deleted is heard of before the deletion. */
  @Override
  public void missing(boolean seen) {
    try {
      var reading = configuration.get();
      post(when -> new ConnectionEvent.ConfigurationSeen(reading, when));
    } finally {
      post(when -> new ConnectionEvent.DocumentMissing(seen, when));
    }
  }

  @Override
  public void flagsRaised(boolean resync, boolean refreshCredentials) {
    post(when -> new ConnectionEvent.FlagsRaised(resync, refreshCredentials, when));
  }

  @Override
  public void lossesApproved() {
    post(ConnectionEvent.LossesApproved::new);
  }

  @Override
  public void otherAgentWrote(Instant at) {
    post(when -> new ConnectionEvent.OtherAgentWrote(at, when));
  }

  Function<Moment, ConnectionEvent> take() throws InterruptedException {
    return happened.take();
  }

  Optional<Function<Moment, ConnectionEvent>> poll() {
    return Optional.ofNullable(happened.poll());
  }
}
