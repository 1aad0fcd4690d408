package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.CompassScript;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent tells in its document and in its log, and how often. */
class WhatItTellsTest extends AmongTenApplications {
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
  void namesTheNewTokenThatIsNeededOnce() {
    agent.synchronize();
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.document().status().connection().error().orElseThrow())
        .containsOnlyOnce("new token");
  }

  @Test
  void tellsOfACopyOfTheAuthoritiesThatCannotBePutBack() {
    agent.synchronize();
    agent.world.store.authorities().put("garbage");
    agent.world.store.authorities().refuseWrites("it is marked immutable");
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.condition("CredentialDurable").status())
        .isEqualTo(ConnectionDocument.Truth.TRUE);
    assertThat(agent.condition("CredentialDurable").message()).contains("it is marked immutable");
    assertThat(agent.told("CredentialStoreTroubled", "problem"))
        .containsExactly("it is marked immutable");
    agent.world.store.authorities().recover();
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.condition("CredentialDurable").message()).doesNotContain("immutable");
  }

  @Test
  void tellsTheRightIdOfAConfigurationThatNamesAnotherRuntime() {
    var token = agent.world.compass.issueToken(World.RUNTIME);
    var right = World.configuration(token);
    agent.configuration.set(
        new ConnectionConfiguration(right.connectorUrl(), token, "runtime-2", right.tenant()));
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(agent.condition("Synchronized").message()).contains(World.RUNTIME);
    assertThat(agent.target.names()).isEmpty();
    agent.configuration.set(right);
    agent.pass(Duration.ofSeconds(2));
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
  }

  @Test
  void tellsInTheLogWhatTheConfigurationLacks() {
    agent.configuration.set(
        new ConfigurationReading.Incomplete("a file", List.of("missing or empty: TOKEN")));
    agent.start();
    agent.pass(Duration.ofMinutes(5));
    assertThat(agent.told("ConnectionProblem", "problem"))
        .containsExactly("a file: missing or empty: TOKEN");
  }

  @Test
  void tellsOnceInTheLogWhyATokenIsOfNoUse() {
    agent.configuration.set(World.configuration(SecretText.of("never-issued")));
    agent.start();
    agent.pass(Duration.ofMinutes(30));
    assertThat(agent.state().name()).isEqualTo("Connecting");
    assertThat(agent.told("ConnectionProblem", "problem"))
        .containsExactly(agent.document().status().connection().error().orElseThrow());
  }

  @Test
  void tellsInTheLogThatAConfigurationIsNotInUse() {
    agent.synchronize();
    agent.configuration.remove();
    agent.pass(Duration.ofMinutes(5));
    assertThat(agent.told("ConfigurationNotInUse", "hint"))
        .containsExactly(agent.condition("Configured").message());
  }

  @Test
  void tellsSoonThatAConfigurationNotInUseCanBeReadAgain() {
    agent.synchronize();
    var good = agent.configuration.read();
    agent.configuration.set(new ConfigurationReading.Unreadable("Secret a/b", "it answered 500"));
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.condition("Configured").message()).contains("it answered 500");
    agent.configuration.setSilently(good);
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.condition("Configured").status()).isEqualTo(Truth.TRUE);
  }

  @Test
  void tellsAProblemTogetherWithTheTransitionItCauses() {
    agent.synchronize();
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.told("Lost", "why"))
        .containsExactly(agent.document().status().connection().error().orElseThrow());
  }

  @Test
  void tellsWhyItPairsAnewWhenASynchronizationHadToEndFirst() {
    agent.synchronize();
    agent.configuration.set(agent.world.configuration());
    agent
        .world
        .compass
        .script()
        .before(Operation.APPLICATIONS, () -> agent.documents.document().remove());
    agent.pass(Duration.ofMinutes(1));
    assertThat(agent.told("Connecting", "why"))
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
    assertThat(agent.told("ProblemOver", "of")).containsExactly("configuration");
  }
}
