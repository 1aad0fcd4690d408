package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuperviseConnectionTest extends AmongTenApplications {
  @Test
  void goesFromATokenToSynchronizedAtOnce() {
    agent.synchronize();
    assertThat(agent.target.names()).hasSize(10);
    assertThat(agent.document().status().connectionState()).isEqualTo(CompatibleState.SYNCHRONIZED);
    assertThat(agent.document().spec().directorUrl())
        .isEqualTo(InMemoryCompass.DIRECTOR.toString());
  }

  @Test
  void saysThatThereIsNoConfigurationAndPicksItUpWhenItComes() {
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Unconfigured");
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.CONNECTION_FAILED);
    assertThat(agent.document().status().connection().error()).isPresent();
    agent.configuration.set(agent.world.configuration());
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.document().status().connection().error()).isEmpty();
  }

  @Test
  void restartsFromTheStoredCredentialWithoutToken() {
    agent.synchronize();
    agent.world.compass.script().forgetCalls();
    agent.restart();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
  }

  @Test
  void isConnectedByACredentialThatIsPutBackThoughNothingIsConfigured() {
    agent.synchronize();
    var stored = agent.world.store.credentials();
    var backup = stored.content().orElseThrow();
    stored.remove();
    agent.configuration.remove();
    agent.restart();
    assertThat(agent.state().name()).isEqualTo("Unconfigured");

    stored.put(backup);
    agent.pass(Duration.ofMinutes(1));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void makesAKeyBeforeThereIsAToken() {
    agent.start();
    assertThat(agent.life.signingRequests.keysMade()).isEqualTo(1);
    agent.configuration.set(agent.world.configuration());
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.signingRequests.keysMade()).isEqualTo(1);
  }

  @Test
  void makesNoKeyWhereACredentialIsStored() {
    agent.synchronize();
    agent.restart();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.signingRequests.keysMade()).isZero();
  }

  @Test
  void writesNothingButTimesWhileNothingChanges() {
    agent.synchronize();
    agent.target.forgetCalls();
    var writes = agent.documents.document().history().size();
    agent.pass(Duration.ofMinutes(10));
    assertThat(agent.target.calls()).isEmpty();
    assertThat(agent.documents.document().history().size() - writes).isBetween(5, 10);
  }

  @Test
  void ignoresTheConfigurationWhileSynchronized() {
    agent.synchronize();
    agent.configuration.remove();
    agent.pass(Duration.ofMinutes(5));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.condition("Configured").message()).contains("next reconnect");
  }

  @Test
  void isIndispensableOnlyWhileATokenOrACredentialWouldBeLost() {
    var during = new ArrayList<String>();
    for (var operation : List.of(Operation.SIGN_WITH_TOKEN, Operation.APPLICATIONS)) {
      agent
          .world
          .compass
          .script()
          .before(operation, () -> during.add(operation + " " + agent.isIndispensable()));
    }
    agent.synchronize();
    assertThat(during).containsExactly("SIGN_WITH_TOKEN true", "APPLICATIONS false");
    assertThat(agent.isIndispensable()).isFalse();
  }

  @Test
  void keepsTheCredentialWhenTheDocumentIsDeletedWithASpentToken() {
    agent.synchronize();
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
    assertThat(agent.condition("Configured").message()).contains("already used");
  }

  @Test
  void pairsAnewWhenTheDocumentIsDeletedWithAFreshToken() {
    agent.synchronize();
    agent.configuration.set(agent.world.configuration());
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(2);
  }

  @Test
  void writesNothingOverADeletionBeforeTheNewTokenIsJournaled() {
    agent.synchronize();
    var seen = watchedDocument(Operation.CONFIGURATION_WITH_TOKEN);
    agent.configuration.set(agent.world.configuration());
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(seen).containsExactly(Optional.empty());
    assertThat(agent.document().status().connectionState()).isEqualTo(CompatibleState.SYNCHRONIZED);
  }

  @Test
  void writesNothingOverADeletionThatWaitsForASynchronization() {
    agent.synchronize();
    agent
        .world
        .compass
        .script()
        .before(
            Operation.APPLICATIONS,
            () -> {
              agent.configuration.set(agent.world.configuration());
              agent.documents.document().remove();
            });
    var seen = watchedDocument(Operation.CONFIGURATION_WITH_TOKEN);
    agent.pass(Duration.ofMinutes(1));
    assertThat(seen).containsExactly(Optional.empty());
    assertThat(agent.document().status().connectionState()).isEqualTo(CompatibleState.SYNCHRONIZED);
  }

  @Test
  void showsThatItWaitsForAnotherAgentThoughTheDocumentWasDeleted() {
    agent.synchronize();
    agent.documents.otherAgentWrites(agent.now());
    agent.pass(Duration.ofSeconds(1));
    agent.configuration.set(agent.world.configuration());
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.condition("AnotherAgent").status()).isEqualTo(ConnectionDocument.Truth.TRUE);
    assertThat(agent.world.compass.script().calls(Operation.CONFIGURATION_WITH_TOKEN)).hasSize(1);
  }

  /** The connection document as it is before each call of that kind. */
  private List<Optional<ConnectionDocument>> watchedDocument(Operation operation) {
    var seen = new ArrayList<Optional<ConnectionDocument>>();
    agent
        .world
        .compass
        .script()
        .before(operation, () -> seen.add(agent.documents.document().content()));
    return seen;
  }

  @Test
  void pairsOnceWithATokenThatComesWhileTheOldCertificateIsProbed() {
    agent.synchronize();
    var compass = agent.world.compass;
    compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.state().name()).isEqualTo("Lost");
    compass.script().forgetCalls();

    compass
        .script()
        .before(
            Operation.CONFIGURATION, () -> agent.configuration.set(agent.world.configuration()));
    agent.pass(Duration.ofMinutes(6));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(compass.script().calls(Operation.SIGN_WITH_TOKEN)).hasSize(1);
    // The one that is refused, and the proof.
    assertThat(compass.script().calls(Operation.CONFIGURATION)).hasSize(2);
  }

  @Test
  void clearsTheFlagsItHasHeard() {
    agent.synchronize();
    agent.world.compass.remove(VirtualAgent.application(3).id());
    agent.documents.edit(document ->
        new ConnectionDocument(
            new Spec(document.spec().connectorUrl(), document.spec().directorUrl(), true, true),
            document.status(),
            document.approval()));
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.document().spec().resyncNow()).isFalse();
    assertThat(agent.document().spec().refreshCredentialsNow()).isFalse();
    assertThat(agent.target.names()).hasSize(9);
    assertThat(agent.document().status().connection().renewed()).isPresent();
  }

  @Test
  void holdsManyLossesUntilTheyHaveLasted() {
    agent.synchronize();
    for (int i = 0; i < 6; i++) {
      agent.world.compass.remove(VirtualAgent.application(i).id());
    }
    agent.pass(Duration.ofMinutes(9));
    assertThat(agent.target.names()).hasSize(10);
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.RESOURCE_APPLICATION_FAILED);
    assertThat(agent.condition("DeletionsHeld").message()).contains("runtime-agent approve");
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.target.names()).hasSize(4);
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void losesWhatIsApproved() {
    agent.synchronize();
    for (int i = 0; i < 6; i++) {
      agent.world.compass.remove(VirtualAgent.application(i).id());
    }
    agent.pass(Duration.ofMinutes(1));
    agent.documents.edit(document ->
        new ConnectionDocument(
            document.spec(),
            document.status(),
            document
                .status()
                .applications()
                .flatMap(ConnectionDocument.ApplicationsSummary::heldSince)
                .map(Object::toString)));
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.target.names()).hasSize(4);
    assertThat(agent.document().approval()).isEmpty();
  }

  @Test
  void removesAnApprovalThatIsOfNoHold() {
    agent.synchronize();
    agent.documents.edit(document ->
        new ConnectionDocument(
            document.spec(), document.status(), Optional.of("2020-01-01T00:00:00Z")));
    agent.pass(Duration.ofMinutes(1));
    assertThat(agent.document().approval()).isEmpty();
  }

  @Test
  void isLostWhenCompassRefusesTheCredentialAndComesBackWithANewToken() {
    agent.synchronize();
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.state().name()).isEqualTo("Lost");
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.CONNECTION_FAILED);
    assertThat(agent.document().status().connection().error().orElseThrow()).contains("new token");
    assertThat(agent.target.names()).hasSize(10);
    agent.configuration.set(agent.world.configuration());
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void renewsInTime() {
    agent.world.compass.signFor(Duration.ofHours(9));
    agent.synchronize();
    var first = agent.life.custody.current().orElseThrow().fingerprint();
    agent.pass(Duration.ofHours(7));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.custody.current().orElseThrow().fingerprint()).isNotEqualTo(first);
    assertThat(agent.told("CertificateRenewed", "notAfter"))
        .containsExactly(
            agent.condition("CredentialHealthy").message().replaceFirst(".* until ", ""));
  }

  @Test
  void goesOnWhenTheDocumentCannotBeWritten() {
    agent.documents.document().refuseWrites("disk full");
    agent.configuration.set(agent.world.configuration());
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.events.reasons()).contains("DocumentNotWritten");
    agent.documents.document().recover();
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.document().status().connectionState()).isEqualTo(CompatibleState.SYNCHRONIZED);
  }

  @Test
  void survivesAClockThatIsSetBackByADay() {
    agent.synchronize();
    agent.world.dial.turn(Duration.ofDays(-1));
    agent.world.compass.put(VirtualAgent.application(77));
    agent.pass(Duration.ofDays(1).plusMinutes(2));
    assertThat(agent.target.names()).contains("mp-app-77");
  }
}
