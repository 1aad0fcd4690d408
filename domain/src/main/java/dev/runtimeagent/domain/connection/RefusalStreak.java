package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refusals of a credential since it last worked. One alone is no proof (design, 3). */
public record RefusalStreak(int times, Optional<Instant> first, Optional<Instant> last) {
  private static final int BELIEVED_TIMES = 3;
  private static final Duration BELIEVED_OVER = Duration.ofSeconds(30);

  public static final RefusalStreak NONE = new RefusalStreak(0, Optional.empty(), Optional.empty());

  /** If the clock was set to before the first one, they are spread from {@code at} on. */
  public RefusalStreak plus(Instant at) {
    var since = first.filter(f -> !f.isAfter(at)).orElse(at);
    return new RefusalStreak(times + 1, Optional.of(since), Optional.of(at));
  }

  public boolean believed() {
    return believedOver(BELIEVED_OVER);
  }

  /** Whether they are enough and spread over at least {@code span}. */
  public boolean believedOver(Duration span) {
    return times >= BELIEVED_TIMES && !last.orElseThrow().isBefore(first.orElseThrow().plus(span));
  }
}
