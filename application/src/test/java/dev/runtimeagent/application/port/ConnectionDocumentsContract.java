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
public interface ConnectionDocumentsContract extends StoreFaultRules<ConnectionDocument> {
  /** The same documents, opened afresh as after a restart. */
  ConnectionDocuments open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  /** What is kept of {@code written}: all, but where a schema prunes. */
  default ConnectionDocument kept(ConnectionDocument written) {
    return written;
  }

  /** The store, whose answers are looked at. */
  default ConnectionDocuments observed() {
    return Observed.of(ConnectionDocuments.class, open(), StoredSamples.SECRETS);
  }

  @Override
  default Stored<ConnectionDocument> readAfresh() {
    return observed().read();
  }

  @Override
  default Writing writeAfresh(ConnectionDocument content, String expected) {
    return observed().write(content, expected);
  }

  @Override
  default ConnectionDocument sample() {
    return kept(DOCUMENT);
  }

  @Override
  default ConnectionDocument otherSample() {
    return kept(NEVER_CONNECTED);
  }

  @Test
  @Rule("D 3: Missing means that it is certain that there is none.")
  default void isMissingBeforeAnythingWasWritten() {
    assertThat(observed().read()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 7: All fields keep name, type and meaning: what is written is there, whole.")
  default void givesBackTheWholeDocument() {
    var written = observed().write(DOCUMENT, Writing.ABSENT);

    assertThat(observed().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  @Rule("D 3: That another agent writes is told by the store's own notes.")
  default void takesNobodysWordForWhatAnotherAgentDid() {
    var claim =
        new ConnectionDocument(
            DOCUMENT.spec(),
            DOCUMENT.status(),
            DOCUMENT.approval(),
            DOCUMENT.approval().map(Instant::parse));

    var written = observed().write(claim, Writing.ABSENT);

    assertThat(observed().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  @Rule("D 7: Errors are erased on recovery.")
  default void forgetsWhatIsNoLongerSo() {
    var first = version(observed().write(DOCUMENT, Writing.ABSENT));

    var second = observed().write(NEVER_CONNECTED, first);

    assertThat(observed().read())
        .isEqualTo(new Stored.Found<>(kept(NEVER_CONNECTED), version(second)));
  }

  @Test
  @Rule("D 7: Conflicts are re-read and retried.")
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    var first = version(observed().write(DOCUMENT, Writing.ABSENT));
    observed().write(NEVER_CONNECTED, first);

    assertThat(observed().write(DOCUMENT, first)).isEqualTo(new Writing.Conflict());
    assertThat(observed().write(DOCUMENT, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
  }

  @Test
  @Rule("D 3: An absent connection document means reconnect: no write hides the deletion.")
  default void doesNotBringBackWhatWasDeletedInBetween() {
    var first = version(observed().write(DOCUMENT, Writing.ABSENT));
    observed().delete();

    assertThat(observed().write(NEVER_CONNECTED, first)).isEqualTo(new Writing.Conflict());
    assertThat(observed().read()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 9: An unreadable connection document is written anew, which is no deletion.")
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(observed().read()).isInstanceOf(Stored.Unreadable.class);
    assertThat(observed().write(DOCUMENT, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = observed().write(DOCUMENT, Writing.DAMAGED);
    assertThat(observed().read()).isEqualTo(new Stored.Found<>(kept(DOCUMENT), version(written)));
  }

  @Test
  @Rule("D 10: reconnect deletes the document, there or not.")
  default void canBeDeletedWhenThereIsNone() {
    assertThat(observed().delete()).isInstanceOf(Writing.Written.class);
  }

  @Test
  @Rule("D 3: An absent connection document, whenever noticed, means reconnect.")
  default void tellsOfDeletion() throws InterruptedException {
    var documents = observed();
    documents.write(DOCUMENT, Writing.ABSENT);
    var told = new CountDownLatch(1);

    try (var _ = documents.watch(told::countDown)) {
      observed().delete();

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
