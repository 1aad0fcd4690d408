package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.DescribeConnection;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Instant;
import java.util.Optional;

/** Why a run did not get where it was to get. */
record Unfinished(int exitCode, String reason) {
  static Unfinished of(Stage stage, Instant now) {
    return switch (stage) {
      case Stage.Seeking(var doubt) ->
          new Unfinished(ExitCode.FAILED, doubt.orElse("no answer who leads yet"));
      case Stage.Standby(var leader) -> new Unfinished(ExitCode.FAILED, leader);
      case Stage.Storing(var problem) -> new Unfinished(ExitCode.FAILED, problem);
      case Stage.Leading(var supervisor) ->
          supervisor
              .circumstances()
              .map(known -> of(known, now))
              .orElse(new Unfinished(ExitCode.NOT_CONNECTED, "still starting"));
    };
  }

  private static Unfinished of(Circumstances now, Instant at) {
    Optional<ConnectionDocument.Status> status =
        DescribeConnection.describe(now, Optional.empty(), at).map(ConnectionDocument::status);
    String problem =
        status
            .flatMap(it -> it.connection().error())
            .or(() ->
                status
                    .flatMap(ConnectionDocument.Status::synchronization)
                    .flatMap(SynchronizationTimes::error))
            .orElse("no answer yet");
    return new Unfinished(exitCode(now), now.state().name() + ": " + problem);
  }

  private static int exitCode(Circumstances now) {
    return switch (now.state()) {
      case ConnectionState.Unconfigured _, ConnectionState.Connecting _, ConnectionState.Lost _ ->
          ExitCode.NOT_CONNECTED;
      case ConnectionState.Connected _, ConnectionState.Synchronized _ ->
          holdsLosses(now) ? ExitCode.LOSSES_HELD : ExitCode.FAILED;
    };
  }

  private static boolean holdsLosses(Circumstances now) {
    return now.applications()
        .map(ApplicationsSummary::held)
        .filter(it -> it.count() > 0)
        .isPresent();
  }
}
