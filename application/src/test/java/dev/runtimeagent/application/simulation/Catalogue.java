package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Contents;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What Compass really lists, and since when it lacks what it lacks. */
public final class Catalogue {
  private final InMemoryCompass compass;
  private final VirtualTime time;
  private final Map<String, Application> listed = new TreeMap<>();
  private final Map<String, Absence> absences = new HashMap<>();

  /** The last time that something was not there, which has no end while it is not. */
  private record Absence(Instant since, Optional<Instant> until) {}

  Catalogue(InMemoryCompass compass, VirtualTime time) {
    this.compass = compass;
    this.time = time;
  }

  public List<Application> listed() {
    return List.copyOf(listed.values());
  }

  public Optional<Application> find(String id) {
    return Optional.ofNullable(listed.get(id));
  }

  public void put(Application application) {
    compass.put(application);
    var before = parts(Optional.ofNullable(listed.put(application.id(), application)));
    turn(before, parts(Optional.of(application)));
  }

  public void remove(String id) {
    compass.remove(id);
    turn(parts(Optional.ofNullable(listed.remove(id))), Set.of());
  }

  /** Lists exactly these from now on. */
  public void replace(Collection<Application> applications) {
    var ids = applications.stream().map(Application::id).toList();
    List.copyOf(listed.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::remove);
    applications.forEach(this::put);
  }

  /** Since when a part is not there; absent if it is. */
  public Optional<Instant> absentSince(String part) {
    return isThere(part)
        ? Optional.empty()
        : Optional.of(
            Optional.ofNullable(absences.get(part)).map(Absence::since).orElse(Instant.EPOCH));
  }

  /** Whether a part was not there at some moment of the last {@code span}. */
  public boolean lacked(String part, Duration span) {
    var absence = Optional.ofNullable(absences.get(part));
    return !isThere(part)
        || absence
            .flatMap(Absence::until)
            .filter(until -> until.isAfter(time.now().minus(span)))
            .isPresent();
  }

  public static String application(String id) {
    return id;
  }

  public static String entry(String applicationId, String entry) {
    return applicationId + " offers " + entry;
  }

  public static String credential(String applicationId, String bundleId) {
    return applicationId + " lets in by " + bundleId;
  }

  private boolean isThere(String part) {
    var id = part.substring(0, Math.min(part.length(), 36));
    return parts(find(id)).contains(part);
  }

  private void turn(Set<String> before, Set<String> after) {
    for (var part : before) {
      if (!after.contains(part)) {
        absences.put(part, new Absence(time.now(), Optional.empty()));
      }
    }
    for (var part : after) {
      if (!before.contains(part)) {
        absences.put(
            part,
            new Absence(
                Optional.ofNullable(absences.get(part)).map(Absence::since).orElse(Instant.EPOCH),
                Optional.of(time.now())));
      }
    }
  }

  private static Set<String> parts(Optional<Application> application) {
    var parts = new HashSet<String>();
    application.ifPresent(a -> {
      var contents = Contents.of(a);
      parts.add(application(a.id()));
      contents.entries().forEach(e -> parts.add(entry(a.id(), e)));
      contents.credentialBundles().forEach(b -> parts.add(credential(a.id(), b)));
    });
    return parts;
  }
}
