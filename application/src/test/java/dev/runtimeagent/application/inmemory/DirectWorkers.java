package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Works at once, in the caller's thread. */
public final class DirectWorkers implements Workers {
  @Override
  public Handle start(Runnable work) {
    work.run();
    return () -> {};
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> work) {
    var results = new ArrayList<T>();
    for (var one : work) {
      try {
        results.add(one.call());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return results;
  }
}
