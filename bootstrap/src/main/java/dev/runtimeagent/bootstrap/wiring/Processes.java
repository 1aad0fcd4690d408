package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.bootstrap.discovery.Explanation;
import dev.runtimeagent.bootstrap.discovery.FoundRuntime;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.SleepingPause;
import dev.runtimeagent.bootstrap.process.SystemClock;
import dev.runtimeagent.bootstrap.process.SystemTicker;
import dev.runtimeagent.bootstrap.process.VirtualThreadWorkers;
import dev.runtimeagent.bootstrap.settings.Choice;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.compass.crypto.BouncyCastleCertificates;
import dev.runtimeagent.compass.http.EnvironmentAuthorities;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the Runtimes that the settings ask for, and makes the object graph on them. */
public final class Processes {
  /** More would only queue at the disk or at the API server. */
  private static final int AT_ONCE = 16;

  /** For what a probe waits for, or the end of the process. */
  static final Duration SOON = Duration.ofSeconds(5);

  private Processes() {}

  /** Whether there is such a graph. */
  public sealed interface Outcome {
    /**
     * It is there.
     *
     * @param facets to be closed at the end
     */
    record Made(ProcessComponent process, OpenFacets facets) implements Outcome {}

    /**
     * The Runtime that is asked for cannot be had here.
     *
     * @param problem what is missing, and what to do
     */
    record Impossible(String problem) implements Outcome {}
  }

  /**
   * Makes it; nothing is started yet, and no other machine asked.
   *
   * @param facets those that are needed: of what is left out nothing is asked for afterwards
   */
  public static Outcome make(
      Usable usable, Map<String, String> environment, Milestones milestones, Set<Facet> facets) {
    var announcements = new Announcements(milestones);
    var surroundings =
        new Surroundings(
            new SystemClock(),
            new SystemTicker(),
            new SleepingPause(),
            new VirtualThreadWorkers(AT_ONCE),
            new BouncyCastleCertificates(),
            announcements,
            environment);
    var containment = new Containment(announcements, SOON);
    var opened = new ArrayList<OpenFacets.Named>();
    for (var wanted : wanted(usable.choice(), facets)) {
      switch (open(wanted, usable.choice(), surroundings)) {
        case Opening.Opened(var runtime) ->
            opened.add(new OpenFacets.Named(wanted.runtime().name(), runtime));
        case Opening.Impossible(var problem) -> {
          new OpenFacets(opened, containment).close();
          return new Outcome.Impossible(problem);
        }
      }
    }
    var open = new OpenFacets(opened, containment);
    return new Outcome.Made(
        DaggerProcessComponent.factory()
            .create(
                usable.settings(),
                EnvironmentProxies.of(environment),
                EnvironmentAuthorities.of(environment),
                surroundings,
                announcements,
                open),
        open);
  }

  /**
   * A Runtime and what it is opened as.
   *
   * @param as one facet or both
   */
  private record Wanted(FoundRuntime runtime, Set<Facet> as) {}

  private static List<Wanted> wanted(Choice choice, Set<Facet> facets) {
    if (choice.home().equals(choice.target())) {
      return List.of(new Wanted(choice.home(), facets));
    }
    var chosen = new EnumMap<Facet, FoundRuntime>(Facet.class);
    chosen.put(Facet.HOME, choice.home());
    chosen.put(Facet.TARGET, choice.target());
    chosen.keySet().retainAll(facets);
    return chosen.entrySet().stream()
        .map(entry -> new Wanted(entry.getValue(), EnumSet.of(entry.getKey())))
        .toList();
  }

  private static Opening open(Wanted wanted, Choice choice, Surroundings surroundings) {
    var name = wanted.runtime().name();
    try {
      var opening = wanted.runtime().provider().open(wanted.as(), choice.values(), surroundings);
      return switch (opening) {
        case null ->
            new Opening.Impossible("the runtime " + name + " gave no answer: a defect of it");
        case Opening.Impossible impossible -> impossible;
        case Opening.Opened(var runtime) ->
            lacking(runtime, wanted.as())
                .<Opening>map(facet ->
                    new Opening.Impossible(
                        "the runtime " + name + " opened no " + facet + ": a defect of it"))
                .orElse(opening);
      };
    } catch (Throwable defect) {
      // An Error of an outsider's code is a defect of the Runtime as any exception is.
      return new Opening.Impossible(
          "the runtime " + name + " cannot be opened: " + Explanation.of(defect));
    }
  }

  private static Optional<Facet> lacking(OpenRuntime runtime, Set<Facet> wanted) {
    return wanted.stream()
        .filter(facet ->
            switch (facet) {
              case HOME -> runtime.home().isEmpty();
              case TARGET -> runtime.target().isEmpty();
            })
        .findFirst();
  }
}
