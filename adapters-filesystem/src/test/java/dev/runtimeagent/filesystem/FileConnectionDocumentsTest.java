package dev.runtimeagent.filesystem;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static dev.runtimeagent.filesystem.StoreFolder.around;
import static dev.runtimeagent.filesystem.StoreFolder.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.ConnectionDocumentsContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FileConnectionDocumentsTest extends InStoreFolder implements ConnectionDocumentsContract {
  @Override
  public ConnectionDocuments open() {
    return new FileConnectionDocuments(layout, new DurableFiles());
  }

  @Override
  public void damage() throws IOException {
    put(layout.connection(), "kind: [garbage");
  }

  @Override
  public void makeUnreachable() throws IOException {
    StoreFolder.obstruct(layout.connection());
  }

  @Override
  public void makeReachable() throws IOException {
    StoreFolder.clear(layout.connection());
  }

  @Test
  void movesAsideWhatCannotBeUnderstood() throws IOException {
    put(layout.connection(), "kind: [garbage");

    assertThat(open().read())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem()).contains(layout.connection().toString()));
    assertThat(open().write(DOCUMENT, Writing.DAMAGED)).isInstanceOf(Writing.Written.class);
    assertThat(around(layout.connection()))
        .hasSize(2)
        .allMatch(name -> name.startsWith("compass-connection.yaml"));
    assertThat(open().read()).isInstanceOf(Stored.Found.class);
  }

  @Test
  void isNotMissingWhereAFileStandsInTheWay() throws IOException {
    Files.writeString(layout.root(), "no folder");

    assertThat(open().read())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem())
                    .contains(layout.connection() + ": " + layout.root() + " is no folder"));
  }

  @Test
  void writesNothingThatIsAlreadySo() throws IOException {
    var version = written(open().write(DOCUMENT, Writing.ABSENT));
    var longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(layout.connection(), longAgo);

    assertThat(open().write(DOCUMENT, version)).isEqualTo(new Writing.Written(version));
    assertThat(Files.getLastModifiedTime(layout.connection())).isEqualTo(longAgo);
  }

  @Test
  void keepsCommentlessAdditionsOfOthers() throws IOException {
    put(
        layout.connection(),
        """
        kind: CompassConnection
        metadata: {name: compass-connection, labels: {team: mine}}
        spec: {resyncNow: true}
        """);
    var version = ((Stored.Found<?>) open().read()).version();

    open().write(NEVER_CONNECTED, version);

    assertThat(layout.connection()).content().contains("team: mine").doesNotContain("resyncNow");
  }

  @Test
  void tellsOfAnothersEditButNotOfItsOwn() throws Exception {
    var documents = open();
    var version = written(documents.write(NEVER_CONNECTED, Writing.ABSENT));
    var told = new CountDownLatch(1);
    var early = new CountDownLatch(1);

    try (var _ = documents.watch(told::countDown);
        var _ = open().watch(early::countDown)) {
      documents.write(DOCUMENT, version);
      assertThat(early.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(told.getCount()).isEqualTo(1);

      put(layout.connection(), "kind: CompassConnection\n");
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String written(Writing writing) {
    assertThat(writing).isInstanceOf(Writing.Written.class);
    return ((Writing.Written) writing).version();
  }
}
