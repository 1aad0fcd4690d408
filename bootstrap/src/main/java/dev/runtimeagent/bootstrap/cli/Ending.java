package dev.runtimeagent.bootstrap.cli;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Has a signal end the process in peace: at once while there is nothing to end, otherwise when what
 * runs has ended. Without it the JVM would report the signal as a failure.
 */
final class Ending {
  private final IntConsumer halt;
  private Optional<IntSupplier> running = Optional.empty();
  private boolean signalled;
  private boolean over;

  /**
   * Makes it.
   *
   * @param halt ends the process at once with a code
   */
  Ending(IntConsumer halt) {
    this.halt = halt;
  }

  /** Listens for signals, from now on. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::signal, "end"));
  }

  /**
   * From now on a signal ends what runs.
   *
   * @param end ends it and returns the exit code
   * @return whether it may run: no signal came before
   */
  synchronized boolean mayRun(IntSupplier end) {
    running = Optional.of(end);
    return !signalled;
  }

  /** Whatever ran has an exit code of its own. */
  synchronized void over() {
    over = true;
  }

  void signal() {
    takeSignal().ifPresent(end -> halt.accept(end.getAsInt()));
  }

  private synchronized Optional<IntSupplier> takeSignal() {
    signalled = true;
    return over ? Optional.empty() : Optional.of(running.orElse(() -> ExitCode.GOOD));
  }
}
