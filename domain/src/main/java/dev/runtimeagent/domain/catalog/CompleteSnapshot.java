package dev.runtimeagent.domain.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * All applications of a Runtime with everything in them, proven complete at all four levels: what
 * is not in it is not in Compass. Nothing may be deleted on less (design, 6.1).
 */
public final class CompleteSnapshot {
  private final List<Application> applications;
  private final boolean turned;

  private CompleteSnapshot(List<Application> applications, boolean turned) {
    this.applications = applications;
    this.turned = turned;
  }

  /** Fails unless {@code applications} are those of {@code listing}, in its order. */
  public static CompleteSnapshot of(
      WholeList<ListedApplication> listing, List<CompleteApplication> applications) {
    var listed = applications.stream().map(CompleteApplication::listed).map(ListedApplication::id);
    if (!listed.toList().equals(listing.items().stream().map(ListedApplication::id).toList())) {
      throw new IllegalArgumentException("not the applications that are listed");
    }
    return new CompleteSnapshot(
        applications.stream().map(CompleteApplication::application).toList(),
        listing.turned() || applications.stream().anyMatch(CompleteApplication::turned));
  }

  /** The same, made of the applications of {@code earlier} where they are equal: saves memory. */
  public CompleteSnapshot sharing(CompleteSnapshot earlier) {
    var known = new HashMap<String, Application>();
    earlier.applications.forEach(application -> known.put(application.id(), application));
    return new CompleteSnapshot(
        applications.stream()
            .map(application ->
                Optional.ofNullable(known.get(application.id()))
                    .filter(application::equals)
                    .orElse(application))
            .toList(),
        turned);
  }

  public List<Application> applications() {
    return applications;
  }

  /**
   * Whether any listing took more than one page. What such a snapshot lacks is absent only if the
   * next one lacks it too.
   */
  public boolean turned() {
    return turned;
  }
}
