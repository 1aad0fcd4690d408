package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Killed in the middle, the next life goes on with the same token. */
class KilledProcessTest {
  @RegisterExtension final Scene scene = Scene.usual();

  /** A request during which the process dies, and whether Compass has worked on it by then. */
  enum Moment {
    TOKEN_ON_ITS_WAY(HostKind.TOKEN, "configuration", false),
    SIGNING_REQUEST_ON_ITS_WAY(HostKind.TOKEN, "signCertificateSigningRequest", false),
    PROOF_ON_ITS_WAY(HostKind.MTLS, "configuration", false),
    PROOF_ANSWERED(HostKind.MTLS, "configuration", true),
    LISTING_ON_ITS_WAY(HostKind.MTLS, "applicationsForRuntime", false),
    LISTING_ANSWERED(HostKind.MTLS, "applicationsForRuntime", true),
    LABEL_ON_ITS_WAY(HostKind.MTLS, "setRuntimeLabel", false);

    private final HostKind host;
    private final String operation;
    private final boolean answered;

    Moment(HostKind host, String operation, boolean answered) {
      this.host = host;
      this.operation = operation;
      this.answered = answered;
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsSynchronizedWithTheSameToken(Moment moment) throws Exception {
    scene.putApplications(5);
    scene.configure();
    killAt(moment.host, moment.operation, moment.answered);
    nothingIsHalfWritten();
    scene.compass().faults().clear();
    scene.start().awaitState("Synchronized");
    assertThat(scene.store().applicationNames()).hasSize(5);
    assertThat(scene.compass().systemAuths().all()).hasSize(1);
    assertThat(scene.store().journal()).doesNotExist();
    nothingIsHalfWritten();
  }

  @Test
  void tellsThatTheTokenIsLostIfItsAnswerWas() throws Exception {
    scene.configure();
    killAt(HostKind.TOKEN, "signCertificateSigningRequest", true);
    scene.compass().faults().clear();
    var agent = scene.start();
    scene.store().await(d -> d.at("/status/connectionStatus/error").asText().contains("new token"));
    scene.configure();
    agent.awaitState("Synchronized");
  }

  @Test
  void endsSynchronizedWhenKilledWhileItWritesApplications() throws Exception {
    scene.putApplications(200);
    scene.configure();
    try (var process = AgentProcess.start(scene.folder(), scene.environment(), "run")) {
      scene
          .store()
          .await(scene.store().applications(), () -> scene.store().applicationNames().size() > 20);
      process.kill();
    }
    nothingIsHalfWritten();
    scene.start().awaitState("Synchronized");
    assertThat(scene.store().applicationNames()).hasSize(200);
    assertThat(scene.store().secrets().toFile().list()).hasSize(200);
    nothingIsHalfWritten();
  }

  private void killAt(HostKind host, String operation, boolean answered) throws Exception {
    var victim = new CompletableFuture<AgentProcess>();
    var killed = new CompletableFuture<Void>();
    Runnable kill =
        () -> {
          victim.join().kill();
          killed.complete(null);
        };
    if (answered) {
      scene.compass().fault(Fault.once(Faults.afterwards(kill)).at(host).on(operation));
    } else {
      scene.compass().fault(Fault.once(Faults.beforehand(kill)).at(host).on(operation));
      scene.compass().fault(Fault.once(Faults.cutBeforeReading()).at(host).on(operation));
    }
    try (var process = AgentProcess.start(scene.folder(), scene.environment(), "run")) {
      victim.complete(process);
      killed.get(RunningAgent.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void nothingIsHalfWritten() throws Exception {
    try (Stream<Path> files = Files.walk(scene.store().root())) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        var manifest = new YAMLMapper().readTree(Files.readString(file));
        assertThat(manifest.path("kind").asText()).as(file.toString()).isNotEmpty();
      }
    }
  }
}
