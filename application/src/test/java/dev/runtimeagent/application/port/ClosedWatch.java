package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** What every contract of a port that can be watched demands of a watch that was closed. */
final class ClosedWatch {
  private ClosedWatch() {}

  /** What a watch tells of. */
  interface Change {
    void make() throws Exception;
  }

  /** By the time another watch has told of a change, a closed one would have. */
  static void tellsNothing(Function<Runnable, Watch> watches, Change change) throws Exception {
    var tooLate = new CountDownLatch(1);
    var closed = new AtomicBoolean();
    Runnable changed =
        () -> {
          if (closed.get()) {
            tooLate.countDown();
          }
        };
    watches.apply(changed).close();
    closed.set(true);
    var told = new CountDownLatch(1);
    try (var _ = watches.apply(told::countDown)) {
      change.make();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(tooLate.getCount()).isEqualTo(1);
    }
  }
}
