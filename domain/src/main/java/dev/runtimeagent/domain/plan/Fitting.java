package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import java.util.List;

/** Whether an Application can be held under a name, as its target says. */
public sealed interface Fitting {
  /**
   * It can.
   *
   * @param digest equal to that of what is held if nothing is to be written
   * @param remarks what of it will not work all the same
   */
  record Fits(String digest, List<String> remarks) implements Fitting {
    public Fits {
      remarks = List.copyOf(remarks);
    }
  }

  record Unfit(String reason) implements Fitting {}

  /** Asks the target. */
  @FunctionalInterface
  interface Oracle {
    Fitting ask(Application application, String name);
  }
}
