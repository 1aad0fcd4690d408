package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Home;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The Runtimes that are home and target of this process, or the one that is both. */
public final class OpenFacets implements AutoCloseable {
  private final List<OpenRuntime> opened;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes it.
   *
   * @param opened each once, the home first
   */
  OpenFacets(List<OpenRuntime> opened) {
    this.opened = List.copyOf(opened);
  }

  Home home() {
    return opened.getFirst().home().orElseThrow();
  }

  Target target() {
    return opened.getLast().target().orElseThrow();
  }

  Watch accompany() {
    var begun = opened.stream().map(OpenRuntime::accompany).toList();
    return () -> begun.forEach(Watch::close);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      opened.reversed().forEach(OpenRuntime::close);
    }
  }
}
