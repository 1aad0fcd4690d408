package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fetches all applications of a Runtime at all four levels, and proves that they are all (design,
 * 6.1).
 */
public final class FetchApplications {
  /** How often a list that moves is fetched again. */
  private static final int AGAIN = 3;

  private final Director director;
  private final long capacity;
  private final PageSizes sizes = new PageSizes();

  /**
   * Makes it.
   *
   * @param capacity what a listing may take in memory, in bytes
   */
  public FetchApplications(Director director, long capacity) {
    this.director = director;
    this.capacity = capacity;
  }

  /** What was fetched. */
  public sealed interface Fetched {
    /** Ids of all Applications that were listed meanwhile, also by listings that moved or broke. */
    Set<String> shown();

    /**
     * Everything there is.
     *
     * @param labels those of the Runtime whose value is a string
     */
    record Complete(CompleteSnapshot snapshot, Map<String, String> labels, Set<String> shown)
        implements Fetched {
      public Complete {
        labels = Map.copyOf(labels);
        shown = Set.copyOf(shown);
      }
    }

    /**
     * The list did not stand still; what it lacks says nothing.
     *
     * @param applications those that are complete in themselves
     * @param reason what did not add up the last time
     */
    record Moved(
        List<Application> applications,
        Map<String, String> labels,
        String reason,
        Set<String> shown)
        implements Fetched {
      public Moved {
        applications = List.copyOf(applications);
        labels = Map.copyOf(labels);
        shown = Set.copyOf(shown);
      }
    }

    /** No usable answer came. */
    record Failed(CompassReply<?> reply, Set<String> shown) implements Fetched {
      public Failed {
        shown = Set.copyOf(shown);
      }
    }
  }

  /** Fetches once, and again while the list moves underneath. */
  public Fetched run(Access access) {
    var shown = new HashSet<String>();
    var fetched = fetch(access, shown);
    for (int i = 0; i < AGAIN && fetched instanceof Fetched.Moved; i++) {
      fetched = fetch(access, shown);
    }
    return fetched;
  }

  private Fetched fetch(Access access, Set<String> shown) {
    return new Fetch(director, access, sizes, new Load(capacity), shown).fetch();
  }
}
