package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Holder;
import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.SoleRun;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsReader;
import dev.runtimeagent.bootstrap.wiring.DaggerFilesystemComponent;
import dev.runtimeagent.bootstrap.wiring.FilesystemComponent;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An agent as {@code run} runs it, in this process. */
final class RunningAgent {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RecordedEvents events = new RecordedEvents();
  private final Milestones milestones = new Milestones(events);
  private final Settings settings;
  private final FilesystemComponent graph;
  private final SoleRun.Permit permit;
  private final Thread loop;
  private boolean ended;

  private RunningAgent(Settings settings) {
    this.settings = settings;
    graph = graph();
    permit =
        switch (graph.soleRun().begin()) {
          case SoleRun.Attempt.Granted(var granted) -> granted;
          case SoleRun.Attempt.Refused(var problem) -> throw new IllegalStateException(problem);
        };
    loop = Thread.ofPlatform().name("supervisor").daemon().unstarted(this::supervise);
  }

  private FilesystemComponent graph() {
    return DaggerFilesystemComponent.factory()
        .create(settings, EnvironmentProxies.of(Map.of()), milestones, new Holder("test", true));
  }

  static RunningAgent start(Map<String, String> environment) {
    var settings =
        switch (SettingsReader.read(environment)) {
          case SettingsOutcome.Usable usable -> usable.settings();
          case SettingsOutcome.Unusable unusable ->
              throw new IllegalArgumentException(unusable.problems().toString());
        };
    var agent = new RunningAgent(settings);
    agent.graph.keys().prepare();
    agent.loop.start();
    return agent;
  }

  private void supervise() {
    try {
      graph.supervisor().start();
      graph.supervisor().run();
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
    return graph().askAgent();
  }

  String state() {
    return graph.supervisor().state().map(ConnectionState::name).orElse("");
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
    if (ended) {
      return;
    }
    ended = true;
    graph.supervisor().stop();
    loop.join();
    graph.supervisor().stop();
    permit.close();
  }
}
