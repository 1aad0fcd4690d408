package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.synchronization.SyncSettings;
import dev.runtimeagent.application.synchronization.SynchronizeApplications;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.Policy;
import dev.runtimeagent.domain.credential.RenewalPolicy;
import dev.runtimeagent.domain.plan.DeletionGuard;
import dev.runtimeagent.domain.plan.DeletionLimit;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An agent whose time passes when the test says so. What is durable outlives {@link #restart}. */
final class VirtualAgent {
  final World world = new World();
  final InMemoryConfigurationSource configuration = new InMemoryConfigurationSource();
  final InMemoryConnectionDocuments documents = new InMemoryConnectionDocuments();
  final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  volatile Life life = world.life();
  private volatile SuperviseConnection supervisor = assemble(World.HOLDER);
  private Optional<Instant> due = Optional.empty();
  private volatile Runnable ring = () -> {};

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
    life = world.life();
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

  ConnectionState state() {
    return supervisor.state().orElseThrow();
  }

  ConnectionDocument document() {
    return documents.document().content().orElseThrow();
  }

  private SuperviseConnection assemble(Holder holder) {
    var workers = new DirectWorkers();
    var inbox = new Inbox(configuration::read);
    var desk = new ConnectionDesk(documents, workers, world.dial, life.events, inbox);
    var ids = new RequestIds(() -> 0.5);
    var custody = life.custody;
    var account =
        new LossAccount() {
          @Override
          public LossRecord load() {
            return custody.losses();
          }

          @Override
          public Optional<String> save(LossRecord losses) {
            return custody.saveLosses(losses);
          }
        };
    var guard =
        new DeletionGuard.Settings(
            new DeletionLimit.Percent(10),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofSeconds(20));
    var applications =
        new SynchronizeApplications(
            world.compass,
            target,
            workers,
            world.dial,
            life.events,
            account,
            new SyncSettings(guard, "https://events.test", "https://console.test", 96 << 20));
    var performer =
        new PerformEffects(
            inbox,
            workers,
            life.events,
            new PerformEffects.UseCases(
                life.enrol,
                life.prove,
                life.check,
                life.renew,
                life.inspect,
                new SynchronizeRuntime(applications, custody, ids, desk::approval, life.events)),
            custody,
            life.log,
            configuration,
            holder,
            new RenewalPolicy(0.3),
            new PerformEffects.Surroundings(desk::managementInfo, desk::times, Optional::empty));
    Alarm alarm =
        (at, whenDue) -> {
          due = Optional.of(at);
          ring = whenDue;
        };
    return new SuperviseConnection(
        new ConnectionMachine(
            new Policy(
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofHours(24))),
        inbox,
        performer,
        desk,
        configuration,
        documents,
        target,
        world.dial,
        () -> 0.5,
        alarm,
        workers,
        life.events);
  }
}
