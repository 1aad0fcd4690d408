package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What others do behind the agent's back. */
final class Deeds {
  private static final URI NEW_CONNECTOR = URI.create("https://new.test/connector/graphql");
  private static final URI NEW_DIRECTOR = URI.create("https://new.test/director/graphql");

  private static final Duration OTHERS_TURN = Duration.ofSeconds(100);

  private final World world;
  private final Dice dice;
  private final List<Runnable> lasting = new ArrayList<>();
  private Optional<StoredCredentials> backup = Optional.empty();

  Deeds(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** Does it; what lasts is undone after {@code duration}. */
  void perform(Fault fault, Duration duration) {
    var credentials = world.store().credentials();
    var documents = world.documents();
    switch (fault) {
      case WATCH_SILENT -> {
        world.silenceWatches(true);
        undoAfter(duration, () -> world.silenceWatches(false));
      }
      case CREDENTIALS_DELETED -> world.tamper(() -> credentials.remove());
      case CREDENTIALS_DAMAGED -> world.tamper(() -> credentials.damage("it is garbage"));
      case CREDENTIALS_RESTORED -> world.tamper(() -> backup.ifPresent(credentials::put));
      case AUTHORITIES_DELETED -> world.store().authorities().remove();
      case JOURNAL_DELETED -> world.tamper(() -> world.journal().entry().remove());
      case JOURNAL_DAMAGED -> world.tamper(() -> world.journal().entry().damage("it is garbage"));
      case DOCUMENT_DELETED -> world.wished(() -> documents.document().remove());
      case DOCUMENT_DAMAGED -> documents.document().damage("it is garbage");
      case DOCUMENT_ALTERED -> editDocument(Deeds::pretending);
      case RESYNC_ASKED -> world.wished(() -> editSpec(true, false));
      case REFRESH_ASKED -> world.wished(() -> editSpec(false, true));
      case LOSSES_APPROVED -> world.wished(this::approve);
      case APPLICATION_DELETED -> anyOwned().ifPresent(h -> world.target().remove(h.name()));
      case APPLICATION_ALTERED -> anyOwned().ifPresent(h -> world.target().spoil(h.name()));
      case FOREIGN_APPLICATION -> world.target().put(foreign());
      case CONFIGURATION_REWRITTEN -> world.configureNewToken();
      case CONFIGURATION_BROKEN ->
          reconfigureFor(
              duration,
              new ConfigurationReading.Incomplete("the configuration", List.of("no TOKEN")));
      case CONFIGURATION_GONE ->
          reconfigureFor(duration, new ConfigurationReading.Missing("the configuration"));
      case CONFIGURATION_UNREADABLE ->
          reconfigureFor(duration, new ConfigurationReading.Unreadable("the configuration", "500"));
      case OTHER_AGENT -> {
        for (int i = 0; i < 3; i++) {
          world.time().after(OTHERS_TURN.multipliedBy(i), this::anotherAgentWrites);
        }
      }
      case CERTIFICATE_REVOKED ->
          current().ifPresent(generation -> world.compass().revoke(generation.fingerprint()));
      case RUNTIME_UNREGISTERED -> {
        world.compass().unregister(World.RUNTIME);
        world.compass().register(World.RUNTIME, World.TENANT);
      }
      case URLS_CHANGED -> moveCompass(duration);
      case SHORT_LIVES -> {
        world.compass().signFor(Duration.ofHours(1));
        undoAfter(duration.plusHours(2), () -> world.compass().signFor(Duration.ofDays(90)));
      }
      case CATALOGUE_CHANGED -> new CatalogueChanges(world, dice).something();
      case EVERYTHING_HIDDEN -> listFor(duration, List.of());
      case CREDENTIALS_BLANKED ->
          listFor(
              duration,
              world.catalogue().listed().stream().map(CatalogueChanges::blanked).toList());
      case CLOCK_A_DAY_AHEAD -> world.setClock(Duration.ofDays(1));
      case CLOCK_A_DAY_BACK -> world.setClock(Duration.ofDays(-1));
      case CLOCK_MINUTES_BACK -> world.setClock(Duration.ofMinutes(-1 - dice.below(30)));
      case SLEEP -> world.sleep(Duration.ofMinutes(10 + dice.below(600)));
      case CRASH -> world.crash(dice.between(Duration.ZERO, Duration.ofMinutes(1)), false);
      case CRASH_ELSEWHERE ->
          world.crash(dice.between(Duration.ofSeconds(1), Duration.ofMinutes(1)), true);
      case LEADERSHIP_LOST -> world.loseLeadership(dice.between(Duration.ZERO, duration));
      default -> throw new IllegalArgumentException("nothing that is done once: " + fault);
    }
    if (backup.isEmpty() || dice.happens(0.1)) {
      backup = credentials.content();
    }
  }

  /** Ends what lasts. */
  void undo() {
    List.copyOf(lasting).forEach(this::undo);
  }

  private void undo(Runnable deed) {
    if (lasting.remove(deed)) {
      world.disturbed();
      deed.run();
    }
  }

  private void undoAfter(Duration duration, Runnable deed) {
    lasting.add(deed);
    world.time().after(duration, () -> undo(deed));
  }

  private Optional<Generation> current() {
    return world.store().credentials().content().flatMap(StoredCredentials::current);
  }

  private Optional<HeldApplication> anyOwned() {
    var owned = world.held().stream().filter(HeldApplication::owned).toList();
    return owned.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(owned));
  }

  private HeldApplication foreign() {
    var names = world.target().names();
    var name =
        world.catalogue().listed().stream()
            .map(Application::name)
            .filter(listed -> !names.contains(listed))
            .findFirst()
            .orElse("somebody-elses");
    return new HeldApplication(
        name, Optional.empty(), false, "foreign", Set.of(), Set.of(), "foreign");
  }

  private void reconfigureFor(Duration duration, ConfigurationReading reading) {
    var before = world.configuration().read();
    if (before instanceof ConfigurationReading.Usable) {
      world.wished(() -> world.configuration().set(reading));
      undoAfter(
          duration,
          () -> {
            if (world.configuration().read().equals(reading)) {
              world.wished(() -> world.configuration().set(before));
            }
          });
    }
  }

  private void moveCompass(Duration duration) {
    world.compass().serve(NEW_CONNECTOR, NEW_DIRECTOR);
    world
        .compass()
        .announce(Optional.of(NEW_CONNECTOR.toString()), Optional.of(NEW_DIRECTOR.toString()));
    undoAfter(
        duration.multipliedBy(4),
        () -> {
          // Who was told of the new ones and went there is not disturbed by the end of the old.
          if (current().filter(g -> g.endpoints().directorUrl().equals(NEW_DIRECTOR)).isPresent()) {
            world.compass().shutDown(InMemoryCompass.SECURED_CONNECTOR);
            world.compass().shutDown(InMemoryCompass.DIRECTOR);
          }
        });
  }

  private void listFor(Duration duration, List<Application> applications) {
    var before = world.catalogue().listed();
    world.catalogue().replace(applications);
    undoAfter(
        duration,
        () -> {
          if (world.catalogue().listed().equals(applications)) {
            world.catalogue().replace(before);
          }
        });
  }

  private void editDocument(java.util.function.UnaryOperator<ConnectionDocument> change) {
    if (world.documents().document().content().isPresent()) {
      world.documents().edit(change);
    }
  }

  private void editSpec(boolean resync, boolean refresh) {
    editDocument(document ->
        new ConnectionDocument(
            new Spec(
                document.spec().connectorUrl(), document.spec().directorUrl(), resync, refresh),
            document.status(),
            document.approval(),
            document.otherAgentWrote()));
  }

  /** And somebody takes an Application out of Compass meanwhile. */
  private void anotherAgentWrites() {
    world.disturbed();
    world.documents().otherAgentWrites(world.clock().now());
    if (dice.happens(0.3)) {
      new CatalogueChanges(world, dice).something();
    }
  }

  private void approve() {
    world.happenings().approved();
    editDocument(document ->
        new ConnectionDocument(
            document.spec(),
            document.status(),
            document
                .status()
                .applications()
                .flatMap(ConnectionDocument.ApplicationsSummary::heldSince)
                .map(Object::toString),
            document.otherAgentWrote()));
  }

  private static ConnectionDocument pretending(ConnectionDocument document) {
    var status = document.status();
    return new ConnectionDocument(
        document.spec(),
        new Status(
            CompatibleState.CONNECTION_FAILED,
            Optional.of("Lost"),
            status.connection(),
            status.synchronization(),
            List.of(),
            Optional.empty()),
        document.approval(),
        document.otherAgentWrote());
  }
}
