package dev.runtimeagent.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxProgramTest {

  @TempDir private Path folder;

  /** A run of the program from its start until it is ready, and then to its end. */
  private static final class Run {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final StringWriter printed =
        new StringWriter() {
          @Override
          public void flush() {
            if (toString().contains("Compass is ready")) {
              ready.countDown();
            }
          }
        };
    private final SandboxProgram program = new SandboxProgram();
    private final CompletableFuture<Integer> code;

    private Run(String... arguments) {
      PrintWriter out = new PrintWriter(printed, true);
      CommandLine commandLine = new CommandLine(program).setOut(out).setErr(out);
      code = CompletableFuture.supplyAsync(() -> commandLine.execute(arguments));
    }

    private String untilReady() throws InterruptedException {
      assertThat(ready.await(30, TimeUnit.SECONDS)).as(printed.toString()).isTrue();
      return printed.toString();
    }

    private int end() throws Exception {
      program.stop();
      return code.get(30, TimeUnit.SECONDS);
    }
  }

  private Run run() {
    return new Run(
        "--folder",
        folder.resolve("compass").toString(),
        "--store",
        folder.toString(),
        "--ready-file",
        folder.resolve("ready").toString());
  }

  @Test
  void writesTheAgentsConfigurationForItsOwnerOnly() throws Exception {
    Run run = run();
    run.untilReady();

    Path file = folder.resolve("configuration/compass-agent-configuration.yaml");
    assertThat(Files.readString(file))
        .contains("kind: Secret", "namespace: kyma-system", "type: Opaque")
        .containsPattern("CONNECTOR_URL: https://localhost:\\d+/connector/graphql")
        .containsPattern("TOKEN: [-_A-Za-z0-9]{86}==")
        .containsPattern("RUNTIME_ID: [-0-9a-f]{36}")
        .containsPattern("TENANT: [-0-9a-f]{36}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("compass/state.json"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("compass/server-ca.pem")))
        .startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(run.end()).isZero();
  }

  @Test
  void aSecondRunHasTheSameAddressesAuthoritiesAndRuntime() throws Exception {
    Run first = run();
    String before = first.untilReady();
    String ca = Files.readString(folder.resolve("compass/server-ca.pem"));
    first.end();

    Run second = run();
    String after = second.untilReady();
    second.end();

    assertThat(line(after, "Connector")).isEqualTo(line(before, "Connector"));
    assertThat(line(after, "Director")).isEqualTo(line(before, "Director"));
    assertThat(line(after, "Runtime")).isEqualTo(line(before, "Runtime"));
    assertThat(Files.readString(folder.resolve("compass/server-ca.pem"))).isEqualTo(ca);
  }

  @Test
  void tellsWhatItCannotStartWith() throws Exception {
    Path state = folder.resolve("compass/state.json");
    Files.createDirectories(state.getParent());
    Files.writeString(state, "{");

    Run run = run();

    assertThat(run.code.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(run.printed.toString()).contains("state.json cannot be read").contains("delete it");
    assertThat(new Run("--validity", "soon").code.get(30, TimeUnit.SECONDS)).isEqualTo(2);
  }

  private static String line(String text, String start) {
    return text.lines().filter(each -> each.startsWith(start)).findFirst().orElseThrow();
  }
}
