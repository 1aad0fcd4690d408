package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one {@link Plan}. */
final class Planner {
  private final List<HeldApplication> held;
  private final Fitting.Oracle oracle;
  private final boolean complete;
  private final Map<String, HeldApplication> heldByName = new LinkedHashMap<>();

  /** What is held of each listed application, by its id. */
  private final Map<String, List<HeldApplication>> heldById;

  private final NameAssignment names;
  private final Map<String, String> nameById = new HashMap<>();
  private final Map<String, Application> listed = new HashMap<>();
  private final Set<String> replacedNames = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Remark> refused = new ArrayList<>();

  /** The ids of those that are refused. */
  private final Set<String> refusedIds = new HashSet<>();

  /** The ids of those that wait for their names. */
  private final Set<String> awaiting = new HashSet<>();

  private final List<Remark> waiting = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  Planner(
      List<Application> applications,
      List<HeldApplication> held,
      Fitting.Oracle oracle,
      boolean complete) {
    this.held = held.stream().sorted(Comparator.comparing(HeldApplication::name)).toList();
    this.oracle = oracle;
    this.complete = complete;
    this.held.forEach(h -> heldByName.put(h.name(), h));
    applications.forEach(application -> listed.put(application.id(), application));
    this.heldById = ours(this.held, listed.keySet());
    this.names = NameAssignment.of(applications, heldById);
    names.byName().forEach((name, application) -> nameById.put(application.id(), name));
    listed.keySet().stream().filter(id -> !nameById.containsKey(id)).forEach(refusedIds::add);
  }

  Plan plan() {
    refused.addAll(names.refused());
    names.byName().forEach((name, application) -> settle(application, name));
    names
        .byName()
        .forEach((name, application) -> {
          if (awaiting.contains(application.id())) {
            tellWhatIsAwaited(application, name);
          }
        });
    if (complete) {
      held.stream().filter(this::isGone).forEach(h -> changes.add(new Change.Delete(h)));
    }
    return new Plan(changes, refused, waiting, remarks, holding());
  }

  /**
   * Ours is what is marked and labelled. What is marked with a listed id, but not labelled, is
   * adopted, unless one that is labelled has that id (design, 6.2).
   */
  private static Map<String, List<HeldApplication>> ours(
      List<HeldApplication> held, Set<String> listed) {
    var byId = new HashMap<String, List<HeldApplication>>();
    for (var owned : List.of(true, false)) {
      for (var h : held) {
        var id = h.applicationId().orElse("");
        if (h.owned() == owned && listed.contains(id) && (owned || !byId.containsKey(id))) {
          byId.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(h);
        }
      }
    }
    return byId;
  }

  private void settle(Application application, String name) {
    var mine = heldById.getOrDefault(application.id(), List.of());
    var occupant = Optional.ofNullable(heldByName.get(name));
    if (occupant.isEmpty() || mine.contains(occupant.get())) {
      hold(application, name, mine, occupant);
    } else if (!isOurs(occupant.get())) {
      refuse(
          application,
          "the Runtime has an Application %s that is not managed by this agent; remove that or rename this one"
              .formatted(name));
    } else if (mine.isEmpty() && isGone(occupant.get())) {
      replace(application, occupant.get());
    } else {
      await(application, name, mine);
    }
  }

  private void hold(
      Application application,
      String name,
      List<HeldApplication> mine,
      Optional<HeldApplication> present) {
    fitting(application, name)
        .ifPresent(digest -> {
          var former = mine.stream().filter(h -> !h.name().equals(name)).toList();
          if (mine.isEmpty()) {
            changes.add(new Change.Create(application, name));
          } else if (!former.isEmpty()) {
            rename(application, name, former, present);
          } else {
            update(application, mine.getFirst(), digest);
          }
        });
  }

  private void rename(
      Application application,
      String name,
      List<HeldApplication> former,
      Optional<HeldApplication> present) {
    if (former.stream().anyMatch(h -> !h.owned())) {
      // Its label comes first: nothing is deleted that does not carry it.
      keepInPlace(application, former.getFirst());
      wait(application, "it is to be called " + name + " when it is labelled as ours");
      return;
    }
    var all = new ArrayList<>(former);
    present.ifPresent(all::add);
    var loss = Loss.between(all, Contents.of(application));
    if (complete) {
      changes.add(new Change.Rename(former, present, application, name, loss));
    } else {
      wait(application, "it is to be called " + name + " when all that Compass lists is known");
    }
  }

  /** An Application whose id is gone makes place for one of the same name. */
  private void replace(Application application, HeldApplication occupant) {
    if (!complete) {
      wait(application, "its name is taken until all that Compass lists is known");
      return;
    }
    fitting(application, occupant.name())
        .ifPresent(digest -> {
          replacedNames.add(occupant.name());
          var loss = Loss.ofReplacing(occupant, Contents.of(application));
          changes.add(new Change.Update(occupant, application, loss));
        });
  }

  /** Another, which is to have another name or to go, has the name at present. */
  private void await(Application application, String name, List<HeldApplication> mine) {
    if (complete && !mine.isEmpty() && breaksCircle(application)) {
      var aside = ApplicationName.suffixed(name, application.id());
      // It may be there already, if a step aside broke off half-way.
      var there = Optional.ofNullable(heldByName.get(aside));
      if (there.filter(h -> !mine.contains(h)).isEmpty() && !names.byName().containsKey(aside)) {
        hold(application, aside, mine, there);
        wait(application, "it changes names with others, and is called " + aside + " meanwhile");
        return;
      }
    }
    if (!mine.isEmpty()) {
      keepInPlace(application, mine.getFirst());
    }
    awaiting.add(application.id());
  }

  /**
   * A name is not free as long as that which has it can get no other: who waits for one that is
   * refused, or for one that waits so, would wait without end, and is refused as well.
   */
  private void tellWhatIsAwaited(Application application, String name) {
    var keeper = keeperOf(name);
    if (keeper.isPresent() && isStuck(application.id())) {
      refused.add(
          new Remark(
              NameAssignment.shown(application),
              "its name %s is kept by %s, which is refused its own: mend that first"
                  .formatted(name, NameAssignment.shown(keeper.get()))));
    } else {
      wait(application, "it is to be called " + name + " when that name is free");
    }
  }

  private boolean isStuck(String waiting) {
    var seen = new HashSet<String>();
    var id = waiting;
    while (awaiting.contains(id) && seen.add(id)) {
      id = keeperOf(nameById.getOrDefault(id, "")).map(Application::id).orElse("");
    }
    return refusedIds.contains(id);
  }

  /** The listed application that has a name at present. */
  private Optional<Application> keeperOf(String name) {
    return Optional.ofNullable(heldByName.get(name))
        .flatMap(HeldApplication::applicationId)
        .flatMap(id -> Optional.ofNullable(listed.get(id)));
  }

  /** Whether all wait for each other, and this one is to begin. */
  private boolean breaksCircle(Application application) {
    var seen = new HashSet<String>();
    var id = application.id();
    while (seen.add(id)) {
      var occupant = heldByName.get(nameById.getOrDefault(id, ""));
      if (occupant == null) {
        return false;
      }
      var next = occupant.applicationId().orElse("");
      if (!heldById.containsKey(next) || next.equals(id)) {
        return false;
      }
      id = next;
    }
    return id.equals(application.id())
        && seen.stream().noneMatch(s -> s.compareTo(application.id()) < 0);
  }

  private void keepInPlace(Application application, HeldApplication present) {
    fitting(application, present.name()).ifPresent(digest -> update(application, present, digest));
  }

  private void update(Application application, HeldApplication present, String digest) {
    if (present.owned() && present.digest().equals(digest)) {
      return;
    }
    var loss = Loss.between(List.of(present), Contents.of(application));
    if (complete || !loss.isAny()) {
      changes.add(new Change.Update(present, application, loss));
    } else {
      wait(
          application,
          "it would lose something, which waits until all that Compass lists is known");
    }
  }

  private Optional<String> fitting(Application application, String name) {
    return switch (oracle.ask(application, name)) {
      case Fitting.Fits(var digest, var notes) -> {
        notes.forEach(note -> remarks.add(new Remark(name, note)));
        yield Optional.of(digest);
      }
      case Fitting.Unfit(var reason) -> {
        refuse(application, reason);
        yield Optional.empty();
      }
    };
  }

  private void refuse(Application application, String reason) {
    refusedIds.add(application.id());
    refused.add(new Remark(NameAssignment.shown(application), reason));
  }

  private void wait(Application application, String reason) {
    waiting.add(new Remark(NameAssignment.shown(application), reason));
  }

  private boolean isOurs(HeldApplication h) {
    return h.owned() || heldById.getOrDefault(h.applicationId().orElse(""), List.of()).contains(h);
  }

  /** Whether it is ours, and nothing that is listed is held by it any more. */
  private boolean isGone(HeldApplication h) {
    return h.owned()
        && !heldById.containsKey(h.applicationId().orElse(""))
        && !replacedNames.contains(h.name());
  }

  private Plan.Holding holding() {
    var owned = held.stream().filter(HeldApplication::owned).toList();
    var managed = owned.size() + changes.stream().mapToInt(Change::difference).sum();
    return new Plan.Holding(
        owned.size(),
        total(owned.stream().map(HeldApplication::entries).toList()),
        total(owned.stream().map(HeldApplication::credentialBundles).toList()),
        managed);
  }

  private static int total(Collection<Set<String>> sets) {
    return sets.stream().mapToInt(Set::size).sum();
  }
}
