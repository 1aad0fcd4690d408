package dev.runtimeagent.bootstrap;

import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Connection documents to show and measure. */
public final class Documents {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Named NONE = new Named(0, List.of());

  private Documents() {}

  /** Ten Applications are in step. */
  public static ConnectionDocument inSync() {
    return document(
        "Synchronized", new ApplicationsSummary(10, NONE, NONE, NONE, Optional.empty()));
  }

  /** Three losses are held, and one Application is refused. */
  public static ConnectionDocument holding() {
    Named held = new Named(3, List.of(new Named.Entry("shop", "gone from Compass")));
    Named refused = new Named(1, List.of(new Named.Entry("../x\u001b[2J", "no name is left")));
    return document(
        "Connected", new ApplicationsSummary(7, refused, NONE, held, Optional.of(NOON)));
  }

  /** Three losses are held, where only the Go agent's fields can tell of them. */
  public static ConnectionDocument holdingInWords() {
    ConnectionDocument document = inSync().pruned();
    Status status = document.status();
    return new ConnectionDocument(
        document.spec(),
        new Status(
            CompatibleState.RESOURCE_APPLICATION_FAILED,
            status.state(),
            status.connection(),
            Optional.of(
                new SynchronizationTimes(
                    Optional.of(NOON),
                    Optional.of(NOON),
                    Optional.empty(),
                    Optional.of("3 deletions held since " + NOON + ": a, b, c; to lose them now"))),
            status.conditions(),
            status.applications()),
        document.approval());
  }

  /** The state by its name, with Applications as told. */
  public static ConnectionDocument document(String state, ApplicationsSummary applications) {
    return new ConnectionDocument(
        new Spec("https://compass/connector", "https://compass/director", false, false),
        new Status(
            CompatibleState.SYNCHRONIZED,
            Optional.of(state),
            new ConnectionTimes(
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(90 * 24 * 3600L)),
                Optional.of(NOON),
                Optional.empty(),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.empty()),
            Optional.of(
                new SynchronizationTimes(
                    Optional.of(NOON), Optional.of(NOON), Optional.of(NOON), Optional.empty())),
            List.of(new Condition("TrustVerified", Truth.FALSE, "Skipped", "not checked", NOON)),
            Optional.of(applications)),
        Optional.empty());
  }
}
