package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the people do who keep Applications in Compass. */
public final class CatalogueChanges {
  private static final int NUMBERS = 24;

  private final World world;
  private final Dice dice;

  public CatalogueChanges(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** Lists that many Applications. */
  public void fill(int count) {
    IntStream.range(0, count).forEach(number -> world.catalogue().put(application(number)));
  }

  /** One goes and another comes, so that the count stays. */
  public void move() {
    any().ifPresent(application -> world.catalogue().remove(application.id()));
    absent().ifPresent(number -> world.catalogue().put(application(number)));
  }

  /** Something happens to some of them. */
  public void something() {
    switch (dice.below(8)) {
      case 0, 1 -> absent().ifPresent(number -> world.catalogue().put(application(number)));
      case 2 -> any().ifPresent(application -> world.catalogue().remove(application.id()));
      case 3, 4 ->
          any().ifPresent(a -> world.catalogue().put(with(a, a.name(), bundles(number(a)))));
      case 5 ->
          any()
              .ifPresent(
                  a -> world.catalogue().put(with(a, a.name() + dice.below(10), a.bundles())));
      case 6 -> swapNames();
      default -> {
        for (int i = dice.below(4); i >= 0; i--) {
          any().ifPresent(application -> world.catalogue().remove(application.id()));
        }
      }
    }
  }

  /** The same without what lets anybody in. */
  static Application blanked(Application application) {
    return with(
        application,
        application.name(),
        application.bundles().stream().map(b -> with(b, Auth.NONE)).toList());
  }

  private void swapNames() {
    var all = world.catalogue().listed();
    if (all.size() > 1) {
      var one = dice.below(all.size());
      var first = all.get(one);
      var second = all.get((one + 1) % all.size());
      world.catalogue().put(with(first, second.name(), first.bundles()));
      world.catalogue().put(with(second, first.name(), second.bundles()));
    }
  }

  private Optional<Application> any() {
    var all = world.catalogue().listed();
    return all.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(all));
  }

  private Optional<Integer> absent() {
    var number = dice.below(NUMBERS);
    return world.catalogue().find(id(number)).isEmpty() ? Optional.of(number) : Optional.empty();
  }

  private Application application(int number) {
    return new Application(
        id(number), "app-" + number, Optional.empty(), List.of(), bundles(number));
  }

  private List<Bundle> bundles(int number) {
    var bundles = new ArrayList<Bundle>();
    for (int i = dice.below(3); i > 0; i--) {
      var id = "%08d-0000-4000-9000-%012d".formatted(number, i);
      bundles.add(
          new Bundle(
              id,
              "bundle " + i,
              Optional.empty(),
              Optional.empty(),
              auth(),
              many(dice.below(4), n -> new ApiDefinition("api-" + n, "api " + n, "https://h/" + n)),
              many(dice.below(3), n -> new EventDefinition("event-" + n, "event " + n))));
    }
    return bundles;
  }

  private Auth auth() {
    var credential =
        switch (dice.below(3)) {
          case 0 -> new Auth.Credential.None();
          case 1 -> new Auth.Credential.Basic(secret(), secret());
          default -> new Auth.Credential.OAuth(secret(), secret(), "https://token.test");
        };
    return new Auth(credential, Map.of(), Map.of(), Optional.empty());
  }

  /** Recognised wherever it should not be. */
  private SecretText secret() {
    return SecretText.of("canary-" + dice.uuid());
  }

  private static Application with(Application old, String name, List<Bundle> bundles) {
    return new Application(old.id(), name, old.description(), old.systemAuthIds(), bundles);
  }

  private static Bundle with(Bundle old, Auth auth) {
    return new Bundle(
        old.id(),
        old.name(),
        old.description(),
        old.instanceAuthRequestInputSchema(),
        auth,
        old.apis(),
        old.events());
  }

  private static int number(Application application) {
    return Integer.parseInt(application.id().substring(24));
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private static <T> List<T> many(int count, java.util.function.IntFunction<T> item) {
    return IntStream.range(0, count).mapToObj(item).toList();
  }
}
