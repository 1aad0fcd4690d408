package dev.runtimeagent.application.port;

import java.util.List;
import java.util.concurrent.Callable;

/** For doing work beside the thread that owns the connection's state. */
public interface Workers {
  /** Starts {@code work} and returns how to interrupt it. */
  Handle start(Runnable work);

  /**
   * Carries out all of {@code work}, a bounded number at a time, and returns the results in its
   * order. An exception of one is rethrown once the others have ended. If the caller is
   * interrupted, so are they, and it hears of it by a {@link
   * java.util.concurrent.CancellationException}.
   */
  <T> List<T> all(List<? extends Callable<T>> work);

  /** Work under way. */
  interface Handle {
    void interrupt();
  }
}
