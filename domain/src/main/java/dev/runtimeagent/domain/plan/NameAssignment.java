package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides which application is to have which name. Of two that want the same one, that which has it
 * in the Runtime keeps it, else that with the lower id gets it; the other gets the suffix.
 */
final class NameAssignment {
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final Map<String, List<HeldApplication>> heldById;
  private final Map<String, Application> byName = new LinkedHashMap<>();
  private final List<Remark> refused = new ArrayList<>();

  private NameAssignment(Map<String, List<HeldApplication>> heldById) {
    this.heldById = heldById;
  }

  static NameAssignment of(
      List<Application> applications, Map<String, List<HeldApplication>> heldById) {
    var assignment = new NameAssignment(heldById);
    assignment.assign(applications);
    return assignment;
  }

  /** Who gets which name. */
  Map<String, Application> byName() {
    return byName;
  }

  List<Remark> refused() {
    return refused;
  }

  private void assign(List<Application> applications) {
    var claims = new LinkedHashMap<String, List<Application>>();
    applications.stream()
        .sorted(Comparator.comparing(Application::id))
        .forEach(application ->
            claim(application)
                .ifPresent(name ->
                    claims.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(application)));
    claims.forEach((name, claimants) -> byName.put(name, keeper(name, claimants)));
    claims.forEach((name, claimants) -> {
      var keeper = keeper(name, claimants).id();
      claimants.stream()
          .filter(application -> !application.id().equals(keeper))
          .forEach(application -> makeWay(application, name));
    });
  }

  private Optional<String> claim(Application application) {
    if (!UUID.matcher(application.id()).matches()) {
      refused.add(new Remark(shown(application), "its id is no UUID"));
      return Optional.empty();
    }
    var name = ApplicationName.of(application.name(), application.id());
    if (name.isEmpty()) {
      refused.add(
          new Remark(
              shown(application),
              "no letter or digit is left of its name; rename it in Compass (id %s)"
                  .formatted(application.id())));
    }
    return name;
  }

  private Application keeper(String name, List<Application> claimants) {
    return claimants.stream()
        .filter(application -> holds(application, name))
        .findFirst()
        .orElse(claimants.getFirst());
  }

  private boolean holds(Application application, String name) {
    return heldById.getOrDefault(application.id(), List.of()).stream()
        .anyMatch(held -> held.name().equals(name));
  }

  private void makeWay(Application application, String name) {
    var suffixed = ApplicationName.suffixed(name, application.id());
    if (byName.putIfAbsent(suffixed, application) != null) {
      refused.add(
          new Remark(
              shown(application), "other applications have its name, with and without suffix"));
    }
  }

  /** A name may be as long as Compass likes, and what is shown may not. */
  static String shown(Application application) {
    var name = application.name().strip();
    var shown =
        name.codePointCount(0, name.length()) <= 100
            ? name
            : name.substring(0, name.offsetByCodePoints(0, 99)) + "…";
    return shown.isEmpty() ? application.id() : shown;
  }
}
