package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.Moment;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Where everybody leaves what happened; only the supervising loop takes things out. */
public final class Inbox implements ConnectionDesk.Listener {
  private final BlockingQueue<Function<Moment, ConnectionEvent>> happened =
      new LinkedBlockingQueue<>();

  /** Leaves an event, which gets its moment when it is taken. */
  public void post(Function<Moment, ConnectionEvent> event) {
    happened.add(event);
  }

  @Override
  public void missing() {
    post(ConnectionEvent.DocumentMissing::new);
  }

  @Override
  public void flagsRaised(boolean resync, boolean refreshCredentials) {
    post(when -> new ConnectionEvent.FlagsRaised(resync, refreshCredentials, when));
  }

  @Override
  public void lossesApproved() {
    post(ConnectionEvent.LossesApproved::new);
  }

  Function<Moment, ConnectionEvent> take() throws InterruptedException {
    return happened.take();
  }

  Optional<Function<Moment, ConnectionEvent>> poll() {
    return Optional.ofNullable(happened.poll());
  }
}
