package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Home;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The Runtimes that are home and target of this process, or the one that is both. What one of them
 * does when it is accompanied or closed keeps neither the other nor the caller from anything.
 */
public final class OpenFacets implements AutoCloseable {
  /** A Runtime under the name that operators know. */
  record Named(String name, OpenRuntime runtime) {}

  private final List<Named> opened;
  private final Containment containment;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes it.
   *
   * @param opened each once, the home first
   * @param containment with little patience: the end of the process waits
   */
  OpenFacets(List<Named> opened, Containment containment) {
    this.opened = List.copyOf(opened);
    this.containment = containment;
  }

  Home home() {
    return opened.getFirst().runtime().home().orElseThrow();
  }

  Target target() {
    return opened.getLast().runtime().target().orElseThrow();
  }

  Watch accompany() {
    var begun =
        opened.stream()
            .map(it ->
                containment.watch(
                    "accompanying the agent by " + it.name(), it.runtime()::accompany))
            .toList();
    return () -> begun.forEach(Watch::close);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      opened
          .reversed()
          .forEach(it -> containment.tell("closing " + it.name(), it.runtime()::close));
    }
  }
}
