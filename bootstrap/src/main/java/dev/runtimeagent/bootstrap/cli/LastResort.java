package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Hears of what nobody caught. An {@link Error} there means that a thread is gone which others
 * count on, a library's perhaps: the process ends with 1, to be started anew, and not half dead.
 * {@code -XX:+ExitOnOutOfMemoryError} would end it as well where a task failed that is tried again.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
  private final Supplier<EventRecorder> recorder;
  private final IntConsumer exit;

  /**
   * Makes it.
   *
   * @param recorder asked for when there is something to tell
   * @param exit ends the process at once; every moment of it can be recovered from (design, 4)
   */
  LastResort(Supplier<EventRecorder> recorder, IntConsumer exit) {
    this.recorder = recorder;
    this.exit = exit;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable defect) {
    try {
      recorder.get().bug("working in thread \"" + thread.getName() + "\"", defect);
    } finally {
      if (defect instanceof Error) {
        exit.accept(ExitCode.FAILED);
      }
    }
  }
}
