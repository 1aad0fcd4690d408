package dev.runtimeagent.kubernetes.lease;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of another holder, and since when: it counts as gone when nothing of it has changed
 * for as long as its Lease lasts, on our own monotonic clock (design, 8).
 */
final class Rival {
  private final Duration usual;
  private Optional<String> name = Optional.empty();
  private Map<String, @Nullable Object> last = Map.of();
  private Duration duration = Duration.ZERO;
  private long since;

  /**
   * Nobody was seen yet.
   *
   * @param usual how long a Lease lasts that does not say so itself
   */
  Rival(Duration usual) {
    this.usual = usual;
  }

  /** Who was seen last; absent if nobody was. */
  Optional<String> name() {
    return name;
  }

  /** Notes that {@code lease}, held by another, was there at {@code now}. */
  void seen(LeaseRecord lease, long now) {
    if (!lease.spec().equals(last)) {
      since = now;
      last = lease.spec();
      name = lease.holder();
      duration = lease.duration().orElse(usual);
    }
  }

  /**
   * Notes that there was no Lease any more at {@code now}. A holder may have renewed it just before
   * somebody deleted it, and makes it anew as soon as it can.
   */
  void deleted(long now, boolean canBeMadeAnew) {
    if (duration.isZero() || !last.isEmpty() || !canBeMadeAnew) {
      since = now;
      last = Map.of();
      duration = duration.compareTo(usual) > 0 ? duration : usual;
    }
  }

  /** How long it must go on not to be seen alive; zero or less if it is gone. */
  Duration left(long now) {
    return duration.isZero() ? Duration.ZERO : duration.minusNanos(now - since);
  }
}
