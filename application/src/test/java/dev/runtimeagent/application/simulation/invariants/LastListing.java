package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@link Truth} demands of the Runtime: that it equals the last complete listing. */
final class LastListing {
  private final Truth truth;
  private final World world;

  LastListing(Truth truth, World world) {
    this.truth = truth;
    this.world = world;
  }

  /**
   * Whether a time is of the last listing: it may be written when the next one is there already.
   */
  boolean isLast(Instant applied) {
    var ahead = Duration.between(world.time().now(), world.clock().now());
    return world
        .listings()
        .last()
        .map(pass -> pass.at().plus(ahead).truncatedTo(ChronoUnit.SECONDS))
        .filter(at -> !applied.isBefore(at))
        .isPresent();
  }

  /** Whether the Runtime holds what is listed, but for what the document names as refused. */
  void mustBeHeld(String told, ConnectionDocument document) {
    var pass = world.listings().last();
    if (pass.isEmpty()) {
      truth.broken("%s without a complete listing", told);
      return;
    }
    var refused = refused(document);
    var owned =
        world.held().stream()
            .filter(HeldApplication::owned)
            .collect(Collectors.toMap(h -> h.applicationId().orElse(""), Function.identity()));
    for (var listed : pass.get().applications().values()) {
      var held = Optional.ofNullable(owned.get(listed.id()));
      if (held.isEmpty() && !refused.contains(listed.name())) {
        truth.broken("%s, but %s is not held", told, listed.name());
      }
      held.filter(_ -> !refused.contains(listed.name()))
          .filter(h -> !isAsListed(h, listed))
          .ifPresent(h -> truth.broken("%s, but %s is not as listed", told, h.name()));
    }
    owned.values().stream()
        .filter(h -> !pass.get().applications().containsKey(h.applicationId().orElse("")))
        .forEach(h -> truth.broken("%s, but %s is held and not listed", told, h.name()));
  }

  private boolean isAsListed(HeldApplication held, ListedApplication listed) {
    if (listed.bundles().hasNextPage()
        || listed.bundles().items().stream()
            .anyMatch(b -> b.apis().hasNextPage() || b.events().hasNextPage())) {
      return true;
    }
    return world.target().content(held.name()).equals(Optional.of(complete(listed)));
  }

  private static Application complete(ListedApplication listed) {
    return new Application(
        listed.id(),
        listed.name(),
        listed.description(),
        listed.systemAuthIds(),
        listed.bundles().items().stream()
            .map(b ->
                new Bundle(
                    b.id(),
                    b.name(),
                    b.description(),
                    b.instanceAuthRequestInputSchema(),
                    b.auth(),
                    b.apis().items(),
                    b.events().items()))
            .toList());
  }

  private static Set<String> refused(ConnectionDocument document) {
    return document.status().applications().stream()
        .flatMap(a -> a.refused().first().stream())
        .map(Named.Entry::name)
        .collect(Collectors.toSet());
  }
}
