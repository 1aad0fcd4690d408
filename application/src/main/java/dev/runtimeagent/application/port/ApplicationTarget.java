package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.List;
import java.util.Objects;

/**
 * For making a Runtime hold Applications. Nothing decides here: what to create, change and delete
 * comes from the plan.
 */
public interface ApplicationTarget {
  /** Everything the Runtime holds, ours or not. */
  Holdings holdings();

  /** What {@code application} would look like under {@code name}, or why it cannot be held. */
  Fit fit(Application application, String name);

  /** Creates it, the Application first, then what it needs. Already there as wanted: nothing. */
  Outcome create(Application application, String name);

  /** Makes {@code held} equal {@code application}; what it needs comes first. */
  Outcome update(HeldApplication held, Application application);

  /** Deletes {@code held} if it is still the one that was looked at. Gone already: done. */
  Outcome delete(HeldApplication held);

  /**
   * Calls {@code changed} within 2 s of a change that somebody else made to an Application or
   * Secret that is ours, from any thread, until closed. A call too many, such as for a change of
   * our own, does no harm; one too few is made up for by the next synchronization. A target that
   * cannot be told of changes may look for them, or never call.
   */
  Watch watch(Runnable changed);

  /** What a Runtime holds. */
  sealed interface Holdings {
    record Held(List<HeldApplication> applications) implements Holdings {
      public Held {
        applications = List.copyOf(applications);
      }
    }

    /** It cannot be said; nothing may be concluded. */
    record Unknown(String problem) implements Holdings {
      public Unknown {
        Objects.requireNonNull(problem);
      }
    }
  }

  /** Whether the target can hold an Application. */
  sealed interface Fit {
    /**
     * It can be held.
     *
     * @param digest of all fields of ours that the target would write
     * @param remarks what of it will not work there all the same, a sentence each for an operator
     */
    record Fits(String digest, List<String> remarks) implements Fit {
      public Fits {
        Objects.requireNonNull(digest);
        remarks = List.copyOf(remarks);
      }

      /** It can be held, and there is nothing to remark. */
      public Fits(String digest) {
        this(digest, List.of());
      }
    }

    /**
     * It cannot be held.
     *
     * @param reason a sentence for an operator
     */
    record Unfit(String reason) implements Fit {
      public Unfit {
        Objects.requireNonNull(reason);
      }
    }
  }

  /** What came of one change. */
  sealed interface Outcome {
    record Done() implements Outcome {}

    /**
     * The change did not happen, or not whole.
     *
     * @param problem what happened to which thing, and what to do
     */
    record Failed(String problem) implements Outcome {
      public Failed {
        Objects.requireNonNull(problem);
      }
    }
  }
}
