package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.CompassScript;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuperviseConnectionTest {
  private final VirtualAgent agent = new VirtualAgent();

  SuperviseConnectionTest() {
    for (int i = 0; i < 10; i++) {
      agent.world.compass.put(application(i));
    }
  }

  private static Application application(int number) {
    return new Application(
        "00000000-0000-4000-8000-%012d".formatted(number),
        "mp-app-" + number,
        Optional.empty(),
        List.of(),
        List.of());
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(agent.life.events.defects()).isEmpty();
  }

  private void synchronize() {
    agent.configuration.set(agent.world.configuration());
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void goesFromATokenToSynchronizedAtOnce() {
    synchronize();
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
    synchronize();
    agent.world.compass.script().forgetCalls();
    agent.restart();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
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
    synchronize();
    agent.restart();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.signingRequests.keysMade()).isZero();
  }

  @Test
  void writesNothingButTimesWhileNothingChanges() {
    synchronize();
    agent.target.forgetCalls();
    var writes = agent.documents.document().history().size();
    agent.pass(Duration.ofMinutes(10));
    assertThat(agent.target.calls()).isEmpty();
    assertThat(agent.documents.document().history().size() - writes).isBetween(5, 10);
  }

  @Test
  void ignoresTheConfigurationWhileSynchronized() {
    synchronize();
    agent.configuration.remove();
    agent.pass(Duration.ofMinutes(5));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(condition("Configured").message()).contains("next reconnect");
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
    synchronize();
    assertThat(during).containsExactly("SIGN_WITH_TOKEN true", "APPLICATIONS false");
    assertThat(agent.isIndispensable()).isFalse();
  }

  @Test
  void keepsTheCredentialWhenTheDocumentIsDeletedWithASpentToken() {
    synchronize();
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
    assertThat(condition("Configured").message()).contains("already used");
  }

  @Test
  void pairsAnewWhenTheDocumentIsDeletedWithAFreshToken() {
    synchronize();
    agent.configuration.set(agent.world.configuration());
    agent.documents.document().remove();
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(2);
  }

  @Test
  void pairsOnceWithATokenThatComesWhileTheOldCertificateIsProbed() {
    synchronize();
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
    synchronize();
    agent.world.compass.remove(application(3).id());
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
    synchronize();
    for (int i = 0; i < 6; i++) {
      agent.world.compass.remove(application(i).id());
    }
    agent.pass(Duration.ofMinutes(9));
    assertThat(agent.target.names()).hasSize(10);
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.RESOURCE_APPLICATION_FAILED);
    assertThat(condition("DeletionsHeld").message()).contains("runtime-agent approve");
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.target.names()).hasSize(4);
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void losesWhatIsApproved() {
    synchronize();
    for (int i = 0; i < 6; i++) {
      agent.world.compass.remove(application(i).id());
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
    synchronize();
    agent.documents.edit(document ->
        new ConnectionDocument(
            document.spec(), document.status(), Optional.of("2020-01-01T00:00:00Z")));
    agent.pass(Duration.ofMinutes(1));
    assertThat(agent.document().approval()).isEmpty();
  }

  @Test
  void isLostWhenCompassRefusesTheCredentialAndComesBackWithANewToken() {
    synchronize();
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
  void namesTheNewTokenThatIsNeededOnce() {
    synchronize();
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.document().status().connection().error().orElseThrow())
        .containsOnlyOnce("new token");
  }

  @Test
  void claimsNoSuccessForACertificateThatWasNeverAccepted() {
    agent.world.compass.script().fail(CompassScript.Operation.CONFIGURATION, World.timeout());
    agent.configuration.set(agent.world.configuration());
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Connecting");
    assertThat(agent.document().status().connection().lastSync()).isPresent();
    assertThat(agent.document().status().connection().lastSuccess()).isEmpty();
  }

  @Test
  void renewsInTime() {
    agent.world.compass.signFor(Duration.ofHours(9));
    synchronize();
    var first = agent.life.custody.current().orElseThrow().fingerprint();
    agent.pass(Duration.ofHours(7));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.life.custody.current().orElseThrow().fingerprint()).isNotEqualTo(first);
    assertThat(told("CertificateRenewed", "notAfter"))
        .containsExactly(condition("CredentialHealthy").message().replaceFirst(".* until ", ""));
  }

  @Test
  void tellsOfACopyOfTheAuthoritiesThatCannotBePutBack() {
    synchronize();
    agent.world.store.authorities().put("garbage");
    agent.world.store.authorities().refuseWrites("it is marked immutable");
    agent.pass(Duration.ofMinutes(2));
    assertThat(condition("CredentialDurable").status()).isEqualTo(ConnectionDocument.Truth.TRUE);
    assertThat(condition("CredentialDurable").message()).contains("it is marked immutable");
    assertThat(told("CredentialStoreTroubled", "problem"))
        .containsExactly("it is marked immutable");
    agent.world.store.authorities().recover();
    agent.pass(Duration.ofMinutes(2));
    assertThat(condition("CredentialDurable").message()).doesNotContain("immutable");
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
  void tellsTheRightIdOfAConfigurationThatNamesAnotherRuntime() {
    var token = agent.world.compass.issueToken(World.RUNTIME);
    var right = World.configuration(token);
    agent.configuration.set(
        new ConnectionConfiguration(right.connectorUrl(), token, "runtime-2", right.tenant()));
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(condition("Synchronized").message()).contains(World.RUNTIME);
    assertThat(agent.target.names()).isEmpty();
    agent.configuration.set(right);
    agent.pass(Duration.ofSeconds(2));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
  }

  @Test
  void survivesAClockThatIsSetBackByADay() {
    synchronize();
    agent.world.dial.turn(Duration.ofDays(-1));
    agent.world.compass.put(application(77));
    agent.pass(Duration.ofDays(1).plusMinutes(2));
    assertThat(agent.target.names()).contains("mp-app-77");
  }

  @Test
  void tellsInTheLogWhatTheConfigurationLacks() {
    agent.configuration.set(
        new ConfigurationReading.Incomplete("a file", List.of("missing or empty: TOKEN")));
    agent.start();
    agent.pass(Duration.ofMinutes(5));
    assertThat(told("ConnectionProblem", "problem"))
        .containsExactly("a file: missing or empty: TOKEN");
  }

  @Test
  void tellsOnceInTheLogWhyATokenIsOfNoUse() {
    agent.configuration.set(World.configuration(SecretText.of("never-issued")));
    agent.start();
    agent.pass(Duration.ofMinutes(30));
    assertThat(agent.state().name()).isEqualTo("Connecting");
    assertThat(told("ConnectionProblem", "problem"))
        .containsExactly(agent.document().status().connection().error().orElseThrow());
  }

  @Test
  void tellsInTheLogThatAConfigurationIsNotInUse() {
    synchronize();
    agent.configuration.remove();
    agent.pass(Duration.ofMinutes(5));
    assertThat(told("ConfigurationNotInUse", "hint"))
        .containsExactly(condition("Configured").message());
  }

  @Test
  void tellsSoonThatAConfigurationNotInUseCanBeReadAgain() {
    synchronize();
    var good = agent.configuration.read();
    agent.configuration.set(new ConfigurationReading.Unreadable("Secret a/b", "it answered 500"));
    agent.pass(Duration.ofMinutes(2));
    assertThat(condition("Configured").message()).contains("it answered 500");
    agent.configuration.setSilently(good);
    agent.pass(Duration.ofMinutes(2));
    assertThat(condition("Configured").status()).isEqualTo(Truth.TRUE);
  }

  @Test
  void tellsAProblemTogetherWithTheTransitionItCauses() {
    synchronize();
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(told("Lost", "why"))
        .containsExactly(agent.document().status().connection().error().orElseThrow());
  }

  @Test
  void tellsWhyItPairsAnewWhenASynchronizationHadToEndFirst() {
    synchronize();
    agent.configuration.set(agent.world.configuration());
    agent
        .world
        .compass
        .script()
        .before(Operation.APPLICATIONS, () -> agent.documents.document().remove());
    agent.pass(Duration.ofMinutes(1));
    assertThat(told("Connecting", "why"))
        .containsExactly("started", "the connection document was deleted");
  }

  @Test
  void tellsOnceThatAProblemIsOver() {
    var configuration = agent.world.configuration();
    agent.configuration.set(configuration);
    agent.start();
    agent.configuration.remove();
    agent.pass(Duration.ofMinutes(5));
    agent.configuration.set(configuration);
    agent.pass(Duration.ofMinutes(5));
    assertThat(told("ProblemOver", "of")).containsExactly("configuration");
  }

  private List<String> told(String reason, String detail) {
    return agent.life.events.all().stream()
        .filter(event -> event.reason().equals(reason))
        .map(event -> event.details().get(detail))
        .toList();
  }

  private ConnectionDocument.Condition condition(String type) {
    return agent.document().status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
