package dev.runtimeagent.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.filesystem.StoreLock.Attempt;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 23})
  void leavesWholeDocumentsWheneverItsWriterIsKilled(int writes) throws Exception {
    var layout = new StoreLayout(root.resolve("store"));
    var writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                layout.root().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < writes; i++) {
        assertThat(output.readLine()).isEqualTo("written");
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }

    assertThat(StoreLock.acquire(layout, new DurableFiles(), Instant.EPOCH))
        .isInstanceOfSatisfying(Attempt.Acquired.class, CrashTest::free);
    assertThat(new FileConnectionDocuments(layout, new DurableFiles()).read())
        .isInstanceOf(Stored.Found.class);
    assertThat(new FileEnrolmentJournal(layout, new DurableFiles()).load())
        .isNotInstanceOf(Stored.Unreadable.class);
    assertThat(new FileCredentialStore(layout, new DurableFiles(), new FakeCertificates()).load())
        .isNotInstanceOf(Stored.Unreadable.class);
    assertThat(files(layout.root())).allMatch(name -> name.endsWith(".yaml"));
  }

  /** Another process that replaces documents until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      var layout = new StoreLayout(Path.of(arguments[0]));
      var files = new DurableFiles();
      var documents = new FileConnectionDocuments(layout, files);
      var journal = new FileEnrolmentJournal(layout, files);
      var credentials = new FileCredentialStore(layout, files, new FakeCertificates());
      var document = version(documents.write(StoredSamples.DOCUMENT, Writing.ABSENT));
      var stored = version(credentials.save(StoredSamples.CREDENTIALS, Writing.ABSENT));
      while (true) {
        System.out.println("written");
        var entry = version(journal.save(StoredSamples.ENTRY, Writing.ABSENT));
        document = version(documents.write(StoredSamples.NEVER_CONNECTED, document));
        stored = version(credentials.save(StoredSamples.ONLY_CURRENT, stored));
        journal.save(JournalEntry.EMPTY, entry);
        document = version(documents.write(StoredSamples.DOCUMENT, document));
        stored = version(credentials.save(StoredSamples.CREDENTIALS, stored));
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

  private static void free(Attempt.Acquired acquired) {
    try {
      acquired.lock().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Names of all files in the store's folders; locks lie beside the folders. */
  private static List<String> files(Path store) throws IOException {
    try (var files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !store.equals(file.getParent()))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }
}
