package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.domain.catalog.ListedApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the agent of this life was told by Compass, judged apart from the core. */
public final class Listings {
  private final List<Listing> pages = new ArrayList<>();
  private final Map<String, Missing> missing = new HashMap<>();
  private Optional<Pass> last = Optional.empty();
  private Optional<Pass> beforeLast = Optional.empty();
  private long passes;
  private Instant answered = Instant.EPOCH;
  private Instant completed = Instant.EPOCH;

  /** A listing that was whole and without contradiction. */
  public record Pass(Instant at, Map<String, ListedApplication> applications, boolean turned) {}

  /** For how long a known Application has been lacking in all passes without a break. */
  public record Missing(Instant since, int passes) {}

  void forget() {
    pages.clear();
    missing.clear();
    last = Optional.empty();
    beforeLast = Optional.empty();
  }

  public Optional<Pass> last() {
    return last;
  }

  public Optional<Pass> beforeLast() {
    return beforeLast;
  }

  /** When the last page was asked for that the last pass, or what is in it, took. */
  public Instant completed() {
    return completed;
  }

  /** When Compass last gave any page. */
  public Instant answered() {
    return answered;
  }

  /** How many there were in all lives. */
  public long passes() {
    return passes;
  }

  /** For how long {@code id} has been lacking, at the last pass. */
  public Optional<Missing> missing(String id) {
    return Optional.ofNullable(missing.get(id));
  }

  /**
   * Takes in what came of a call.
   *
   * @param held ids of the Applications that may come to be missing
   */
  void see(PortCall call, @Nullable Object result, List<String> held) {
    if (!call.is("Director.applications")) {
      var partOfPass = pages.isEmpty() && isWithinAnApplication(call);
      completed = partOfPass && result instanceof CompassReply.Answered<?> ? call.at() : completed;
      return;
    }
    var request = call.argument(PageRequest.class);
    if (request.after().orElse("").isEmpty()) {
      pages.clear();
    }
    if (!(result instanceof CompassReply.Answered<?>(Listing listing, _))) {
      return;
    }
    answered = call.at();
    pages.add(listing);
    if (!listing.applications().hasNextPage()) {
      conclude(call.at(), held);
      pages.clear();
    }
  }

  private static boolean isWithinAnApplication(PortCall call) {
    return call.is("Director.bundles")
        || call.is("Director.apiDefinitions")
        || call.is("Director.eventDefinitions");
  }

  private void conclude(Instant at, List<String> held) {
    var applications = new LinkedHashMap<String, ListedApplication>();
    int items = 0;
    boolean agreed = true;
    for (var page : pages) {
      var listed = page.applications();
      agreed &= listed.totalCount() == pages.getFirst().applications().totalCount();
      items += listed.items().size();
      listed.items().forEach(a -> applications.put(a.id(), a));
    }
    var total = pages.getFirst().applications().totalCount();
    if (!agreed || items != applications.size() || items != total) {
      return;
    }
    beforeLast = last;
    last = Optional.of(new Pass(at, applications, pages.size() > 1));
    passes++;
    completed = at;
    missing.keySet().removeAll(applications.keySet());
    held.stream()
        .filter(id -> !applications.containsKey(id))
        .forEach(id ->
            missing.merge(
                id,
                new Missing(at, 1),
                (known, _) -> new Missing(known.since(), known.passes() + 1)));
  }
}
