package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.bootstrap.Documents;
import dev.runtimeagent.bootstrap.logging.LoggedEvents;
import dev.runtimeagent.bootstrap.metrics.CountedEvents;
import dev.runtimeagent.bootstrap.process.Background;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.wiring.AgentComponent;
import dev.runtimeagent.bootstrap.wiring.ProcessComponent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A run that never comes to lead. */
class RunAgentTest {
  private final StringWriter err = new StringWriter();
  private final Ending ending = new Ending(_ -> {});

  @Test
  void givesUpWithTheNameOfWhoLeadsIfItWasToSynchronizeOnce() {
    int exitCode =
        run(
            waiting -> {
              waiting.accept("pod-2 leads since noon");
              new CountDownLatch(1).await();
              throw new AssertionError("never");
            },
            new Request.Run(true, Duration.ofMillis(100)));
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("not synchronized within 0 s: pod-2 leads since noon");
  }

  @Test
  void endsAtOnceIfLeadershipIsRefused() {
    int exitCode =
        run(
            _ -> new Leadership.Attempt.Refused("the store is in use"),
            new Request.Run(false, Duration.ofSeconds(60)));
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).isEqualToIgnoringNewLines("error: the store is in use");
  }

  @Test
  void beginsNothingOnceASignalCame() {
    ending.signal();

    int exitCode =
        run(
            _ -> {
              throw new AssertionError("it seeks leadership");
            },
            new Request.Run(false, Duration.ofSeconds(60)));

    assertThat(exitCode).isEqualTo(ExitCode.GOOD);
  }

  @Test
  void aSignalEndsItInPeace() {
    int exitCode =
        run(
            waiting -> {
              waiting.accept("pod-2 leads");
              Thread.ofPlatform().start(ending::signal);
              new CountDownLatch(1).await();
              throw new AssertionError("never");
            },
            new Request.Run(false, Duration.ofSeconds(60)));

    assertThat(exitCode).isEqualTo(ExitCode.GOOD);
  }

  @Test
  void endsThoughAStoreDoesNotAnswer() {
    CompletableFuture<Leadership.Attempt> never = new CompletableFuture<>();

    int exitCode = run(_ -> never.join(), new Request.Run(true, Duration.ofMillis(100)));

    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    never.complete(new Leadership.Attempt.Refused("too late"));
  }

  @Test
  void endsWith1OnAnErrorOfItsLoop() {
    int exitCode =
        run(
            _ -> {
              throw new OutOfMemoryError("canary");
            },
            new Request.Run(false, Duration.ofSeconds(60)));

    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
  }

  private int run(Leadership leadership, Request.Run request) {
    CountedEvents events = new CountedEvents(new LoggedEvents());
    Milestones milestones = new Milestones(events);
    return new RunAgent(
            new NeverLeading(leadership, milestones),
            milestones,
            events,
            0,
            new PrintWriter(err, true),
            ending)
        .run(request);
  }

  private record NeverLeading(Leadership leadership, EventRecorder recorder)
      implements ProcessComponent {
    @Override
    public Background background() {
      return () -> () -> {};
    }

    @Override
    public Clock clock() {
      return () -> Documents.NOON;
    }

    @Override
    public Pause pause() {
      return _ -> {};
    }

    @Override
    public AgentComponent.Factory agents() {
      throw new AssertionError("it never leads");
    }
  }
}
