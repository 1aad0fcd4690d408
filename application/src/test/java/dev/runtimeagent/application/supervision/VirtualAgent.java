package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.simulation.AgentCore;
import dev.runtimeagent.application.simulation.Ports;
import dev.runtimeagent.application.simulation.Tuning;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An agent whose time passes when the test says so. What is durable outlives {@link #restart}. */
final class VirtualAgent {
  final World world = new World();
  final InMemoryConfigurationSource configuration = new InMemoryConfigurationSource();
  final InMemoryConnectionDocuments documents = new InMemoryConnectionDocuments();
  final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  private final Adapters adapters;
  volatile Life life;
  private volatile SuperviseConnection supervisor;
  private Optional<Instant> due = Optional.empty();
  private volatile Runnable ring = () -> {};

  /** What stands between the core and what is in memory. */
  interface Adapters {
    <T> T of(Class<T> port, T inMemory);
  }

  VirtualAgent() {
    this(
        new Adapters() {
          @Override
          public <T> T of(Class<T> port, T inMemory) {
            return inMemory;
          }
        });
  }

  VirtualAgent(Adapters adapters) {
    this.adapters = adapters;
    this.life = life();
    this.supervisor = assemble(World.HOLDER);
  }

  /** Applications for Compass to list. */
  void list(int count) {
    for (int i = 0; i < count; i++) {
      world.compass.put(application(i));
    }
  }

  static Application application(int number) {
    return new Application(
        "00000000-0000-4000-8000-%012d".formatted(number),
        "mp-app-" + number,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Starts with a good token, which leads to where it is Synchronized. */
  void synchronize() {
    configuration.set(world.configuration());
    start();
    assertThat(state().name()).isEqualTo("Synchronized");
  }

  void start() {
    supervisor.start();
    supervisor.drain();
  }

  /** The process dies and is started again. */
  void restart() {
    beginTerm(World.HOLDER);
    start();
  }

  /** A supervisor that remembers nothing, for whoever lends it a thread. */
  SuperviseConnection beginTerm(Holder holder) {
    life = life();
    supervisor = assemble(holder);
    return supervisor;
  }

  void pass(Duration duration) {
    var end = world.dial.now().plus(duration);
    supervisor.drain();
    while (due.filter(at -> !at.isAfter(end)).isPresent()) {
      var at = due.get();
      world.dial.turn(Duration.between(world.dial.now(), at.isBefore(now()) ? now() : at));
      due = Optional.empty();
      ring.run();
      supervisor.drain();
    }
    world.dial.turn(Duration.between(world.dial.now(), end));
  }

  /** Time passes for a supervisor that has a thread of its own, and rings its alarm. */
  void wakeAfter(Duration duration) {
    world.dial.turn(duration);
    ring.run();
  }

  Instant now() {
    return world.dial.now();
  }

  /** What a probe of its life judges by. */
  Duration sinceItTurned() {
    return Duration.between(supervisor.lastTurn(), now());
  }

  boolean isIndispensable() {
    return supervisor.isIndispensable();
  }

  ConnectionState state() {
    return supervisor.state().orElseThrow();
  }

  ConnectionDocument document() {
    return documents.document().content().orElseThrow();
  }

  ConnectionDocument.Condition condition(String type) {
    return document().status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** What events of that reason said of a detail. */
  List<String> told(String reason, String detail) {
    return life.events.all().stream()
        .filter(event -> event.reason().equals(reason))
        .map(event -> event.details().get(detail))
        .toList();
  }

  private Life life() {
    return new Life(
        world.dial,
        world.compass,
        world.compass,
        adapters.of(CredentialStore.class, world.store),
        adapters.of(EnrolmentJournal.class, world.journal));
  }

  private SuperviseConnection assemble(Holder holder) {
    Alarm alarm =
        (at, whenDue) -> {
          due = Optional.of(at);
          ring = whenDue;
        };
    var ports =
        new Ports(
            new Ports.Compass(
                world.compass, world.compass, life.signingRequests, new FakeCertificates()),
            new Ports.Home(
                adapters.of(ConfigurationSource.class, configuration),
                adapters.of(CredentialStore.class, world.store),
                adapters.of(EnrolmentJournal.class, world.journal),
                adapters.of(ConnectionDocuments.class, documents)),
            adapters.of(ApplicationTarget.class, target),
            new Ports.Machine(world.dial, world.dial, alarm, () -> 0.5, new DirectWorkers()),
            life.events);
    return AgentCore.assemble(
            ports, life.useCases, holder, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(24)))
        .supervisor();
  }
}
