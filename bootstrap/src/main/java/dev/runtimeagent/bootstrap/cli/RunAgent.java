package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.supervision.SuperviseInTerms;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.http.HealthEndpoints;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.metrics.AgentMetrics;
import dev.runtimeagent.bootstrap.metrics.CountedEvents;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.SpareMemory;
import dev.runtimeagent.bootstrap.wiring.AgentComponent;
import dev.runtimeagent.bootstrap.wiring.ProcessComponent;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs the agent: until it is told to end, or, once, until it is synchronized. */
final class RunAgent {
  /** An agent that is refused has nothing to tell; nobody probes as early as this. */
  private static final Duration BEFORE_ENDPOINTS = Duration.ofSeconds(2);

  /** SIGTERM ends the process within 5 s (design, 10), whatever a disk or a server does. */
  private static final Duration BREAKING_OFF = Duration.ofSeconds(3);

  private static final Duration EVER = Duration.ofDays(36_500);
  private static final Duration BETWEEN_LOOKS_AT_MEMORY = Duration.ofSeconds(10);

  private static final AgentEvent BROKEN_OFF =
      new AgentEvent(
          Severity.WARNING,
          "BrokenOff",
          "what was under way did not end in time and was broken off; the next start goes on",
          Map.of());

  private final ProcessComponent process;
  private final Milestones milestones;
  private final CountedEvents events;
  private final int healthPort;
  private final PrintWriter err;
  private final Ending ending;

  RunAgent(
      ProcessComponent process,
      Milestones milestones,
      CountedEvents events,
      int healthPort,
      PrintWriter err,
      Ending ending) {
    this.process = process;
    this.milestones = milestones;
    this.events = events;
    this.healthPort = healthPort;
    this.err = err;
    this.ending = ending;
  }

  /** Returns the exit code. On SIGTERM the process ends with 0 while this still runs. */
  int run(Request.Run request) {
    return new Life().run(request);
  }

  /** From the start of the process to its end, in as many terms as there are. */
  private final class Life {
    private final SuperviseInTerms terms =
        new SuperviseInTerms(
            process.leadership(), this::supervisor, process.pause(), process.recorder());
    private final Thread loop = Thread.ofPlatform().name("supervisor").unstarted(this::supervise);
    private final CompletableFuture<Optional<HealthEndpoints>> endpoints =
        new CompletableFuture<>();
    private final Watch background = process.background().begin();
    private volatile Optional<Integer> exitCode = Optional.empty();
    private boolean ended;

    int run(Request.Run request) {
      if (!ending.mayRun(this::endBySignal)) {
        // The signal ends the process.
        return ExitCode.GOOD;
      }
      try {
        loop.start();
        Thread.ofPlatform().name("health").start(this::openEndpoints);
        int code = request.once() ? onceSynchronized(request) : untilToldToEnd();
        end();
        return code;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return ExitCode.FAILED;
      }
    }

    private SuperviseConnection supervisor(Holder holder) {
      AgentComponent agent = process.agents().create(holder);
      return agent.supervisor();
    }

    private void supervise() {
      int code = ExitCode.FAILED;
      try {
        Optional<String> refused = terms.run();
        refused.ifPresent(problem -> err.println("error: " + Printable.of(problem)));
        code = refused.isPresent() ? ExitCode.FAILED : ExitCode.GOOD;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Throwable defect) {
        // Whoever started this process starts it anew; without its loop it would do nothing.
        milestones.bug("supervising the connection", defect);
      } finally {
        exitCode = Optional.of(code);
        milestones.look();
      }
    }

    private void openEndpoints() {
      try {
        milestones.await(this::isDecided, BEFORE_ENDPOINTS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      endpoints.complete(
          exitCode.isPresent()
              ? Optional.empty()
              : HealthEndpoints.open(
                  healthPort,
                  new LoopHealth(terms::stage, process.clock()),
                  new AgentMetrics(this::facts, events)::scrape));
    }

    private boolean isDecided() {
      return exitCode.isPresent() || !(terms.stage() instanceof Stage.Seeking);
    }

    private AgentMetrics.Facts facts() {
      return AgentMetrics.Facts.of(terms.stage(), process.clock().now());
    }

    private int untilToldToEnd() throws InterruptedException {
      Thread.ofVirtual().name("memory").start(this::spareMemory);
      loop.join();
      return exitCode.orElse(ExitCode.FAILED);
    }

    /** From the first synchronization on: before, there is enough to do. */
    private void spareMemory() {
      SpareMemory memory = SpareMemory.ofProcess();
      try {
        milestones.await(this::isSynchronized, EVER);
        while (!loop.join(BETWEEN_LOOKS_AT_MEMORY)) {
          memory.look();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private int onceSynchronized(Request.Run request) throws InterruptedException {
      boolean over =
          milestones.await(() -> isSynchronized() || exitCode.isPresent(), request.timeout());
      if (over) {
        return exitCode.orElse(ExitCode.GOOD);
      }
      Unfinished unfinished = Unfinished.of(terms.stage(), process.clock().now());
      err.println(
          "error: not synchronized within %d s: %s"
              .formatted(request.timeout().toSeconds(), Printable.of(unfinished.reason())));
      return unfinished.exitCode();
    }

    private boolean isSynchronized() {
      return terms.stage() instanceof Stage.Leading(var supervisor)
          && supervisor
              .state()
              .filter(state -> state instanceof ConnectionState.Synchronized)
              .isPresent();
    }

    private synchronized void end() throws InterruptedException {
      if (ended) {
        return;
      }
      ended = true;
      terms.end();
      do {
        loop.join(BREAKING_OFF.toMillis());
      } while (loop.isAlive() && terms.isIndispensable());
      if (loop.isAlive()) {
        process.recorder().record(BROKEN_OFF);
      }
      endpoints.join().ifPresent(HealthEndpoints::close);
      background.close();
    }

    private int endBySignal() {
      try {
        end();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return exitCode.orElse(ExitCode.GOOD);
    }
  }
}
