package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.supervision.SuperviseInTerms;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.discovery.Discovery;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.CoreSettings;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsReader;
import dev.runtimeagent.bootstrap.wiring.ProcessComponent;
import dev.runtimeagent.bootstrap.wiring.Processes;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An agent as {@code run} runs it, in this process. */
final class RunningAgent {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RecordedEvents events = new RecordedEvents();
  private final Milestones milestones = new Milestones(events);
  private final SettingsOutcome.Usable usable;
  private final Map<String, String> environment;
  private final ProcessComponent process;
  private final Watch background;
  private final SuperviseInTerms terms;
  private final Thread loop = Thread.ofPlatform().name("supervisor").daemon().unstarted(this::work);

  private RunningAgent(SettingsOutcome.Usable usable, Map<String, String> environment) {
    this.usable = usable;
    this.environment = environment;
    process = process();
    background = process.background().begin();
    terms =
        new SuperviseInTerms(
            process.leadership(), this::supervisor, process.pause(), process.recorder());
  }

  private ProcessComponent process() {
    var facets = EnumSet.allOf(Facet.class);
    return switch (Processes.make(usable, environment, milestones, facets)) {
      case Processes.Outcome.Made(var made, _) -> made;
      case Processes.Outcome.Impossible(var problem) -> throw new IllegalStateException(problem);
    };
  }

  private SuperviseConnection supervisor(Holder holder) {
    var agent = process.agents().create(holder);
    return agent.supervisor();
  }

  static RunningAgent start(Map<String, String> environment) {
    var runtimes = Discovery.ofProcess(CoreSettings.all());
    var settings =
        switch (SettingsReader.read(environment, runtimes)) {
          case SettingsOutcome.Usable usable -> usable;
          case SettingsOutcome.Unusable unusable ->
              throw new IllegalArgumentException(unusable.problems().toString());
        };
    var agent = new RunningAgent(settings, environment);
    agent.loop.start();
    return agent;
  }

  private void work() {
    try {
      terms
          .run()
          .ifPresent(problem ->
              milestones.bug("leading", new IllegalStateException("refused: " + problem)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      milestones.bug("supervising", defect);
    }
  }

  RecordedEvents events() {
    return events;
  }

  /** As the command line asks, which knows nothing of the running agent. */
  AskAgent ask() {
    return process().agents().create(Holder.amongOthers("command")).askAgent();
  }

  Stage stage() {
    return terms.stage();
  }

  String state() {
    return terms.stage() instanceof Stage.Leading(var supervisor)
        ? supervisor.state().map(ConnectionState::name).orElse("")
        : "";
  }

  /** Waits until the state is one of these. */
  RunningAgent awaitState(String... names) throws InterruptedException {
    return await(() -> Arrays.asList(names).contains(state()), "state " + Arrays.toString(names));
  }

  /** Waits for an event of that reason to have been told so many times. */
  RunningAgent awaitEvents(int times, String reason) throws InterruptedException {
    return await(
        () -> events.reasons().stream().filter(reason::equals).count() >= times,
        times + " times " + reason);
  }

  private RunningAgent await(BooleanSupplier reached, String what) throws InterruptedException {
    assertThat(milestones.await(reached, PATIENCE))
        .as("%s, but is %s after %s", what, state(), events.lines())
        .isTrue();
    return this;
  }

  /** Ends it as SIGTERM does. */
  void end() throws InterruptedException {
    terms.end();
    loop.join();
    background.close();
  }
}
