package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Fitting;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks a target what Applications would look like, but not again for those that are as they were:
 * most of a quiet synchronization would be spent on digests that are known.
 */
final class RememberedFittings implements Fitting.Oracle {
  private final ApplicationTarget target;
  private Map<String, Known> former = Map.of();
  private Map<String, Known> current = new HashMap<>();

  RememberedFittings(ApplicationTarget target) {
    this.target = target;
  }

  private record Known(Application application, Fitting.Fits fits) {}

  /** Forgets what was not asked for since the last time. */
  void begin() {
    former = current;
    current = new HashMap<>();
  }

  @Override
  public Fitting ask(Application application, String name) {
    var known = current.getOrDefault(name, former.get(name));
    if (known != null && known.application().equals(application)) {
      current.put(name, known);
      return known.fits();
    }
    return switch (target.fit(application, name)) {
      case Fit.Fits(var digest, var remarks) -> {
        var fits = new Fitting.Fits(digest, remarks);
        current.put(name, new Known(application, fits));
        yield fits;
      }
      case Fit.Unfit(var reason) -> new Fitting.Unfit(reason);
    };
  }
}
