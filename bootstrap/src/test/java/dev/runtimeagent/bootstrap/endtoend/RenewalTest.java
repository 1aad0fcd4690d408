package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Certificates follow one another without a call that fails. */
class RenewalTest {
  private static final String SIGNING = "signCertificateSigningRequest";

  @RegisterExtension
  final Scene scene =
      Scene.with(SandboxOptions.defaults().withCertificateValidity(Duration.ofSeconds(20)));

  @Test
  void renewsAgainAndAgainUnderLoadWithoutAFailedCall() throws Exception {
    scene.putApplications(5);
    scene.synchronize(
        "APP_CERT_VALIDITY_RENEWAL_THRESHOLD=0.95", "APP_CONTROLLER_SYNC_PERIOD=100ms");
    scene.awaitRequests(5, r -> r.asks(SIGNING) && r.status() == 200);
    var store = scene.store();
    assertThat(store.holdsEntry(store.credentials(), "previous.crt")).isTrue();
    scene.awaitSynchronization();
    assertThat(scene.compass().requests().matching(r -> r.status() != 0 && r.status() != 200))
        .isEmpty();
    assertThat(scene.compass().refusedHandshakes()).isEmpty();
    assertThat(scene.agent().events().reasons())
        .containsOnlyOnce("Connected", "Synchronized")
        .doesNotContain("Lost", "RenewalFailed");
    assertThat(
            scene.compass().requests().all().stream()
                .map(RecordedRequest::certificateHash)
                .flatMap(Optional::stream)
                .distinct()
                .count())
        .isGreaterThanOrEqualTo(5);
    store.await(d -> !d.at("/status/connectionStatus/renewed").isNull());
  }

  @Test
  void keepsTheOldCertificateWhileTheNewOneIsRefused() throws Exception {
    scene.compass().certificates().setValidity(Duration.ofDays(90));
    var agent = scene.synchronize();
    var store = scene.store();
    var certificate = store.entry(store.credentials(), "crt");
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.REFUSED_BY_SERVICES)));
    agent.ask().rotate();
    store.await(d -> Store.condition(d, "CredentialHealthy").contains("not accepted yet"));
    assertThat(store.entry(store.credentials(), "crt")).isEqualTo(certificate);
    assertThat(store.holdsEntry(store.credentials(), "next.crt")).isTrue();
    agent.end();
    // In a new life too: the new one is tried first, then the old one.
    scene.putApplications(3);
    scene.start();
    store.await(store.applications(), () -> store.applicationNames().size() == 3);
    assertThat(scene.agent().state()).isEqualTo("Connected");
    assertThat(store.entry(store.credentials(), "crt")).isEqualTo(certificate);
  }

  @Test
  void goesBackToTheOldCertificateWhenTheNewOneIsRefusedForGood() throws Exception {
    var agent = scene.synchronize("APP_CERT_VALIDITY_RENEWAL_THRESHOLD=0.95");
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.REFUSED_BY_SERVICES)));
    var before = scene.compass().requests().asking(SIGNING).size();
    scene.awaitRequests(before + 2, r -> r.asks(SIGNING) && r.status() == 200);
    scene.awaitSynchronization();
    assertThat(agent.events().reasons()).doesNotContain("Lost");
    assertThat(scene.tokenCalls()).isEqualTo(2);
  }
}
