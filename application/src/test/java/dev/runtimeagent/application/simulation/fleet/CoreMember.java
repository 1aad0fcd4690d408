package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.inmemory.InMemoryCredentialStore;
import dev.runtimeagent.application.inmemory.InMemoryEnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.simulation.AgentClock;
import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.Lifeline;
import dev.runtimeagent.application.simulation.Ports;
import dev.runtimeagent.application.simulation.Tuning;
import dev.runtimeagent.application.simulation.VirtualTime;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.util.Optional;

/** An agent with the real core, and what is durable around it. */
final class CoreMember implements Member {
  private final VirtualTime time;
  private final AgentClock clock;
  private final Dice dice;
  private final Tuning tuning;
  private final Ports.Compass compass;
  private final InMemoryConfigurationSource configuration = new InMemoryConfigurationSource();
  private final InMemoryCredentialStore credentials = new InMemoryCredentialStore();
  private final InMemoryEnrolmentJournal journal = new InMemoryEnrolmentJournal();
  private final InMemoryConnectionDocuments documents = InMemoryConnectionDocuments.forgetful();
  private final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  private Optional<Lifeline> life = Optional.empty();
  private int pod;

  CoreMember(
      VirtualTime time,
      Dice dice,
      Tuning tuning,
      Ports.Compass compass,
      ConnectionConfiguration configured) {
    this.time = time;
    this.clock = new AgentClock(time);
    this.dice = dice;
    this.tuning = tuning;
    this.compass = compass;
    configuration.set(configured);
  }

  @Override
  public void start() {
    var begun =
        new Lifeline(
            new Lifeline.Means(time, clock, dice.split()),
            new Holder("pod-" + ++pod, _ -> false),
            tuning,
            this::ports);
    life = Optional.of(begun);
    begun.start();
  }

  @Override
  public void die() {
    life.ifPresent(Lifeline::kill);
    life = Optional.empty();
  }

  @Override
  public boolean isSynchronized() {
    return life.isPresent()
        && life.get().supervisor().state().orElse(null) instanceof ConnectionState.Synchronized;
  }

  private Ports ports(Lifeline begun) {
    return new Ports(
        compass,
        new Ports.Home(configuration, credentials, journal, documents),
        target,
        begun.machine(dice.split()),
        new Unheard());
  }

  /** Nobody reads ten thousand logs; a defect ends the run. */
  private static final class Unheard implements EventRecorder {
    @Override
    public void record(AgentEvent event) {
      // See above.
    }

    @Override
    public void bug(String doing, Throwable defect) {
      throw new IllegalStateException(doing, defect);
    }
  }
}
