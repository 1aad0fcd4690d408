package dev.runtimeagent.filesystem;

import static dev.runtimeagent.filesystem.StoreFolder.around;
import static dev.runtimeagent.filesystem.StoreFolder.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.filesystem.StoreLock.Attempt;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StoreLockTest extends InStoreFolder {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void refusesASecondHolderAndNamesTheFirst() throws IOException {
    try (var _ = acquired()) {
      assertThat(acquire())
          .isInstanceOfSatisfying(
              Attempt.Refused.class,
              refused ->
                  assertThat(refused.problem())
                      .contains(layout.root().toString())
                      .contains("pid " + ProcessHandle.current().pid() + " since " + NOW));
    }
  }

  @Test
  void isFreeAgainOnceClosed() throws IOException {
    acquired().close();

    acquired().close();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "no other system has a disk that is always full")
  void isHeldAlsoWhereTheDiskIsFull() throws IOException {
    Files.createDirectories(layout.root());
    Files.createSymbolicLink(layout.runLock(), Path.of("/dev/full"));

    try (var _ = acquired()) {
      assertThat(acquire()).isInstanceOf(Attempt.Refused.class);
    }
  }

  @Test
  void isFreeTheMomentItsHolderIsKilled() throws Exception {
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                layout.root().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThat(acquire())
          .isInstanceOfSatisfying(
              Attempt.Refused.class,
              refused -> assertThat(refused.problem()).contains("pid " + other.pid()));
    } finally {
      other.destroyForcibly().waitFor();
    }

    acquired().close();
  }

  @Test
  void clearsAwayWhatACrashLeftHalfWritten() throws IOException {
    var folder = layout.applications();
    var own = ".writing-" + ProcessHandle.current().pid() + "-3.tmp";
    var alive = ".writing-1-3.tmp";
    put(folder.resolve(own), "half");
    put(folder.resolve(".writing-999999999-3.tmp"), "half");
    put(folder.resolve(alive), "half");
    put(folder.resolve(".writing-mine.tmp"), "not ours");

    acquired().close();

    assertThat(around(folder.resolve(own))).containsExactly(alive, ".writing-mine.tmp");
  }

  @Test
  void saysWhyAStoreCannotBeUsed() throws IOException {
    put(layout.root(), "a file");

    assertThat(acquire())
        .isInstanceOfSatisfying(
            Attempt.Refused.class,
            refused -> assertThat(refused.problem()).contains(layout.root().toString()));
  }

  @Test
  void namesTheLockOnceWhereItCannotBeOpened() throws IOException {
    Files.createDirectories(layout.runLock());

    assertThat(acquire())
        .isInstanceOfSatisfying(
            Attempt.Refused.class,
            refused -> assertThat(refused.problem()).containsOnlyOnce(layout.runLock().toString()));
  }

  /** Another process that holds the store until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      var attempt =
          StoreLock.acquire(new StoreLayout(Path.of(arguments[0])), new DurableFiles(), NOW);
      System.out.println(attempt instanceof Attempt.Acquired ? "held" : attempt.toString());
      var _ = System.in.read();
    }
  }

  private Attempt acquire() {
    return StoreLock.acquire(layout, new DurableFiles(), NOW);
  }

  private StoreLock acquired() {
    return switch (acquire()) {
      case Attempt.Acquired(var lock) -> lock;
      case Attempt.Refused(var problem) -> throw new AssertionError(problem);
    };
  }
}
