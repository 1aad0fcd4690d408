package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.status.ConnectionDocument;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every keeper of the connection document keeps to. */
public interface ConnectionDocumentsContract {
  /** The same documents, opened afresh as after a restart. */
  ConnectionDocuments open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  /** What is kept of {@code written}: all, but where a schema prunes. */
  default ConnectionDocument kept(ConnectionDocument written) {
    return written;
  }

  @Test
  default void isMissingBeforeAnythingWasWritten() {
    assertThat(open().read()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void givesBackTheWholeDocument() {
    var written = open().write(DOCUMENT, Writing.ABSENT);

    assertThat(open().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  default void takesNobodysWordForWhatAnotherAgentDid() {
    var claim =
        new ConnectionDocument(
            DOCUMENT.spec(),
            DOCUMENT.status(),
            DOCUMENT.approval(),
            DOCUMENT.approval().map(Instant::parse));

    var written = open().write(claim, Writing.ABSENT);

    assertThat(open().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  default void forgetsWhatIsNoLongerSo() {
    var first = version(open().write(DOCUMENT, Writing.ABSENT));

    var second = open().write(NEVER_CONNECTED, first);

    assertThat(open().read()).isEqualTo(new Stored.Found<>(kept(NEVER_CONNECTED), version(second)));
  }

  @Test
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    var first = version(open().write(DOCUMENT, Writing.ABSENT));
    open().write(NEVER_CONNECTED, first);

    assertThat(open().write(DOCUMENT, first)).isEqualTo(new Writing.Conflict());
    assertThat(open().write(DOCUMENT, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
  }

  @Test
  default void doesNotBringBackWhatWasDeletedInBetween() {
    var first = version(open().write(DOCUMENT, Writing.ABSENT));
    open().delete();

    assertThat(open().write(NEVER_CONNECTED, first)).isEqualTo(new Writing.Conflict());
    assertThat(open().read()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(open().read()).isInstanceOf(Stored.Unreadable.class);
    assertThat(open().write(DOCUMENT, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = open().write(DOCUMENT, Writing.DAMAGED);
    assertThat(open().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  default void canBeDeletedWhenThereIsNone() {
    assertThat(open().delete()).isInstanceOf(Writing.Written.class);
  }

  @Test
  default void tellsOfDeletion() throws InterruptedException {
    var documents = open();
    documents.write(DOCUMENT, Writing.ABSENT);
    var told = new CountDownLatch(1);

    try (var _ = documents.watch(told::countDown)) {
      open().delete();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
