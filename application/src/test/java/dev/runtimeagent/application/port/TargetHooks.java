package dev.runtimeagent.application.port;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the rules for targets need of whoever tests one. What is left as it is here is reported as
 * aborted, with the reason: a rule that was not looked at is none that holds.
 */
@ExtendWith(Rules.class)
public interface TargetHooks {
  /** Values that no text may show; {@link ApplicationTargetContract#application} has them. */
  List<String> SECRETS = List.of("secret-1", "secret-2", "secret-3", "header value");

  /** The same target, opened afresh as after a restart; empty in each test. */
  ApplicationTarget open();

  /** Somebody else alters a field of ours in the Application {@code name}. */
  void alter(String name) throws Exception;

  /** Somebody else deletes the Application {@code name}. */
  void takeAway(String name) throws Exception;

  /** Somebody else alters a Secret of the Application {@code name}. */
  default void alterSecretOf(String name) throws Exception {
    Assumptions.abort("it is not said how to alter a Secret apart from its Application");
  }

  /** Somebody else makes a thing called {@code name}, of the kind that Applications are here. */
  default void putForeign(String name) throws Exception {
    Assumptions.abort("it is not said how somebody else makes a thing called " + name);
  }

  /**
   * All that the Runtime holds, ours or not, as somebody sees it who goes past the port: what names
   * a thing, and what is another after any write to it (a version, time and content of a file).
   */
  default Map<String, String> traces() throws Exception {
    return Assumptions.abort("it is not said how to see that nothing was written");
  }

  /** Until {@link #mendWrites}, what is written of an Application comes to an end half-way. */
  default void breakWrites() throws Exception {
    Assumptions.abort("it is not said how to make a write fail half-way");
  }

  /** Ends what {@link #breakWrites} began. */
  default void mendWrites() throws Exception {}

  /** The target, whose answers are looked at. */
  default ApplicationTarget observed() {
    return Observed.of(ApplicationTarget.class, open(), SECRETS);
  }

  /** All that is held. */
  default List<HeldApplication> everything() {
    return switch (observed().holdings()) {
      case Holdings.Held(var applications) -> applications;
      case Holdings.Unknown(var problem) -> throw new AssertionError(problem);
    };
  }

  /** What is held as {@code name}. */
  default Optional<HeldApplication> seen(String name) {
    return everything().stream().filter(held -> held.name().equals(name)).findFirst();
  }

  /** The digest that {@code application} would have as {@code name}. */
  default String wanted(Application application, String name) {
    return switch (observed().fit(application, name)) {
      case Fit.Fits(var digest, _) -> digest;
      case Fit.Unfit(var reason) -> throw new AssertionError(reason);
    };
  }

  /** Does what a plan would do so that {@code application} is held as {@code name}. */
  default Outcome bring(Application application, String name) {
    return seen(name)
        .map(held -> observed().update(held, application))
        .orElseGet(() -> observed().create(application, name));
  }
}
