package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.Facet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of Runtimes there are.
 *
 * @param usable in the order of their names
 * @param problems a sentence each, with what to do; nothing runs while there is one
 */
public record Runtimes(List<FoundRuntime> usable, List<String> problems) {
  public Runtimes {
    usable = List.copyOf(usable);
    problems = List.copyOf(problems);
  }

  /** The one that operators call so, in small letters or not. */
  public Optional<FoundRuntime> named(String name) {
    return usable.stream().filter(runtime -> runtime.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The names of those that offer {@code facet}, as in "must be a, b or c". */
  public String offering(Facet facet) {
    var names =
        usable.stream()
            .filter(runtime -> runtime.facets().contains(facet))
            .map(FoundRuntime::name)
            .toList();
    if (names.size() < 2) {
      return names.isEmpty() ? "one that is not there: no jar offers a " + facet : names.getFirst();
    }
    var last = names.size() - 1;
    return names.subList(0, last).stream().collect(Collectors.joining(", "))
        + " or "
        + names.get(last);
  }
}
