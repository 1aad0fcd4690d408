package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import java.util.Optional;

/** Tells a change of substance from the passing of time. */
final class Times {
  private Times() {}

  /** Whether two documents are equal but for the times of the last attempts and successes. */
  static boolean apart(ConnectionDocument one, ConnectionDocument other) {
    return timeless(one).equals(timeless(other));
  }

  private static ConnectionDocument timeless(ConnectionDocument document) {
    var status = document.status();
    return new ConnectionDocument(
        document.spec(),
        new Status(
            status.connectionState(),
            status.state(),
            timeless(status.connection()),
            status.synchronization().map(Times::timeless),
            status.conditions(),
            status.applications()),
        document.approval());
  }

  private static ConnectionTimes timeless(ConnectionTimes times) {
    return new ConnectionTimes(
        times.acquired(),
        times.notBefore(),
        times.notAfter(),
        times.established(),
        times.renewed(),
        Optional.empty(),
        Optional.empty(),
        times.error());
  }

  private static SynchronizationTimes timeless(SynchronizationTimes times) {
    return new SynchronizationTimes(
        Optional.empty(), Optional.empty(), Optional.empty(), times.error());
  }
}
