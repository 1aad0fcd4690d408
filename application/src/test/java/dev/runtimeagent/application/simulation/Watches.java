package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Watch;
import java.util.ArrayList;
import java.util.List;

/** Who hears of changes: nobody whose life is over, and for a while perhaps nobody at all. */
final class Watches {
  private final List<AutoCloseable> open = new ArrayList<>();
  private boolean silent;

  /** Whether changes go unheard. */
  void silence(boolean nobodyHears) {
    silent = nobodyHears;
  }

  Runnable guarded(Lifeline life, Runnable changed) {
    return () -> {
      if (!silent) {
        life.turn(changed);
      }
    };
  }

  Watch keep(Lifeline life, AutoCloseable watch) {
    open.add(watch);
    return () -> close(watch);
  }

  /** A process that is gone watches no more. */
  void closeAll() {
    List.copyOf(open).forEach(this::close);
  }

  private void close(AutoCloseable watch) {
    open.remove(watch);
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
