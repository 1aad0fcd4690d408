package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.enrolment.KeyReserve;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.bootstrap.http.HealthEndpoints;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.metrics.AgentMetrics;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.SoleRun;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs the agent: until it is told to end, or, once, until it is synchronized. */
final class RunAgent {
  private final Parts parts;
  private final PrintWriter err;

  /** What it takes. */
  record Parts(
      SuperviseConnection supervisor,
      KeyReserve keys,
      SoleRun soleRun,
      Clock clock,
      Milestones milestones,
      AgentMetrics metrics,
      int healthPort) {}

  RunAgent(Parts parts, PrintWriter err) {
    this.parts = parts;
    this.err = err;
  }

  /** Returns the exit code. On SIGTERM the process ends with 0 while this still runs. */
  int run(Request.Run request) {
    return switch (parts.soleRun().begin()) {
      case SoleRun.Attempt.Refused(var problem) -> {
        err.println("error: " + Printable.of(problem));
        yield ExitCode.FAILED;
      }
      case SoleRun.Attempt.Granted(var permit) -> new Life(permit).run(request);
    };
  }

  /** From the permit to run to its return. */
  private final class Life {
    private final SoleRun.Permit permit;
    private final Thread loop = Thread.ofPlatform().name("supervisor").unstarted(this::supervise);
    private final CompletableFuture<Optional<HealthEndpoints>> endpoints =
        new CompletableFuture<>();
    private volatile boolean broken;
    private boolean ended;

    Life(SoleRun.Permit permit) {
      this.permit = permit;
    }

    int run(Request.Run request) {
      Thread hook = new Thread(this::endBySignal, "end");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        parts.keys().prepare();
        loop.start();
        Thread.ofPlatform().name("health").start(this::openEndpoints);
        int exitCode = request.once() ? onceSynchronized(request) : untilToldToEnd();
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
        return exitCode;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return ExitCode.FAILED;
      } catch (IllegalStateException _) {
        // A signal came first; the hook ends the process.
        return ExitCode.GOOD;
      }
    }

    private void supervise() {
      try {
        parts.supervisor().start();
        parts.supervisor().run();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException defect) {
        broken = true;
        parts.milestones().bug("supervising the connection", defect);
      }
    }

    private void openEndpoints() {
      endpoints.complete(
          HealthEndpoints.open(
              parts.healthPort(),
              new LoopHealth(parts.supervisor(), parts.clock()),
              parts.metrics()::scrape));
    }

    private int untilToldToEnd() throws InterruptedException {
      loop.join();
      return broken ? ExitCode.FAILED : ExitCode.GOOD;
    }

    private int onceSynchronized(Request.Run request) throws InterruptedException {
      boolean over = parts.milestones().await(() -> isSynchronized() || broken, request.timeout());
      if (broken) {
        return ExitCode.FAILED;
      }
      if (over) {
        return ExitCode.GOOD;
      }
      Unfinished unfinished =
          Unfinished.of(parts.supervisor().circumstances(), parts.clock().now());
      err.println(
          "error: not synchronized within %d s: %s"
              .formatted(request.timeout().toSeconds(), Printable.of(unfinished.reason())));
      return unfinished.exitCode();
    }

    private boolean isSynchronized() {
      return parts
          .supervisor()
          .state()
          .filter(state -> state instanceof ConnectionState.Synchronized)
          .isPresent();
    }

    private synchronized void end() throws InterruptedException {
      if (ended) {
        return;
      }
      ended = true;
      parts.supervisor().stop();
      loop.join();
      // The loop's last turn may have left something to show.
      parts.supervisor().stop();
      endpoints.join().ifPresent(HealthEndpoints::close);
      permit.close();
    }

    /** Otherwise the JVM would report the signal as a failure. */
    private void endBySignal() {
      try {
        end();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      Runtime.getRuntime().halt(broken ? ExitCode.FAILED : ExitCode.GOOD);
    }
  }
}
