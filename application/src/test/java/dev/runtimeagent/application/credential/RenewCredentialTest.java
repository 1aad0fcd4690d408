package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static dev.runtimeagent.application.port.CompassReply.Unsent.Reason.NOT_CONNECTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Connector;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewCredentialTest {
  private final World world = new World();
  private final Life life = world.connected();

  private String fingerprint() {
    return life.custody.current().orElseThrow().fingerprint();
  }

  @Test
  void aRenewalMakesANewKeyAndKeepsTheOldCredential() {
    var former = life.custody.current().orElseThrow();
    world.pass(Duration.ofDays(60));

    var outcome = (RenewalOutcome.Renewed) life.renew.run();

    var renewed = outcome.generation();
    assertThat(renewed.credential().privateKey()).isNotEqualTo(former.credential().privateKey());
    assertThat(renewed.established()).isEqualTo(former.established());
    assertThat(renewed.renewed()).contains(world.dial.now());
    assertThat(renewed.acquired()).isEqualTo(world.dial.now());
    var stored = world.store.credentials().content().orElseThrow();
    assertThat(stored.current()).contains(renewed);
    assertThat(stored.previous()).contains(former);
  }

  @Test
  void aRenewalNeedsNoToken() {
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);

    assertThat(world.compass.script().calls())
        .extracting(c -> c.operation())
        .containsExactly(CONFIGURATION, SIGN, CONFIGURATION)
        .doesNotContain(CONFIGURATION_WITH_TOKEN, SIGN_WITH_TOKEN);
  }

  @Test
  void theNewCredentialIsStoredBeforeItIsUsed() {
    world.compass.script().pass(CONFIGURATION);
    world
        .compass
        .script()
        .before(
            CONFIGURATION,
            () -> assertThat(world.store.credentials().content().orElseThrow().next()).isPresent());

    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
  }

  @Test
  void aRefusedNewCredentialLeavesTheOldOneInUse() {
    var old = fingerprint();
    world.compass.script().pass(CONFIGURATION).fail(CONFIGURATION, World.refusal());

    assertThat(life.renew.run())
        .isInstanceOfSatisfying(
            RenewalOutcome.Pending.class,
            pending ->
                assertThat(pending.detail())
                    .startsWith("the new certificate is not accepted yet: ")
                    .endsWith("stays in use")
                    .doesNotContain("token"));

    assertThat(fingerprint()).isEqualTo(old);
    assertThat(World.proven(life.prove.run(Takeover.NOTHING_KNOWN)).fingerprint())
        .isNotEqualTo(old);
  }

  @Test
  void anUnprovenNewCredentialIsTriedBeforeAnotherIsMade() {
    world.compass.script().pass(CONFIGURATION).fail(CONFIGURATION, World.timeout());
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    var waiting = life.custody.stored().next().orElseThrow().fingerprint();

    var outcome = (RenewalOutcome.Renewed) life.renew.run();

    assertThat(outcome.generation().fingerprint()).isEqualTo(waiting);
    assertThat(world.compass.script().calls(SIGN)).hasSize(1);
  }

  @Test
  void aNewCredentialThatStaysRefusedIsReplacedByAnother() {
    world.compass.script().pass(CONFIGURATION).fail(CONFIGURATION, World.refusal());
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    world.compass.revoke(life.custody.stored().next().orElseThrow().fingerprint());
    world.pass(Duration.ofMinutes(1));
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    world.pass(Duration.ofMinutes(1));

    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);

    assertThat(world.compass.script().calls(SIGN)).hasSize(2);
  }

  @Test
  void aShortLivedNewCredentialIsGivenUpWhileTheOldOneLives() {
    world.compass.signFor(Duration.ofSeconds(60));
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    var old = fingerprint();
    world.pass(Duration.ofSeconds(40));
    world.compass.script().pass(CONFIGURATION).fail(CONFIGURATION, World.refusal());
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    world.compass.revoke(life.custody.stored().next().orElseThrow().fingerprint());
    world.pass(Duration.ofSeconds(3));
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    world.pass(Duration.ofSeconds(3));
    assertThat(fingerprint()).isEqualTo(old);

    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
  }

  @Test
  void tenRenewalsInARowKeepOneFormerCredential() {
    for (int i = 0; i < 10; i++) {
      var former = fingerprint();
      world.pass(Duration.ofDays(60));
      assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
      assertThat(life.custody.stored().previous().orElseThrow().fingerprint()).isEqualTo(former);
    }
  }

  @Test
  void aCertificateForAnotherKeyNeverReplacesAWorkingOne() {
    var old = fingerprint();
    world
        .compass
        .script()
        .<Connector.SignedCertificates>alter(
            SIGN,
            answer -> {
              var foreign =
                  Base64.getEncoder()
                      .encodeToString(
                          FakeCertificates.credential(
                                  "x", world.dial.now(), world.dial.now().plusSeconds(60))
                              .certificate()
                              .getBytes(UTF_8));
              return new Connector.SignedCertificates(foreign, answer.caCertificate(), foreign);
            });

    var outcome = (RenewalOutcome.Failed) life.renew.run();

    assertThat(outcome.detail()).contains("another key", "stays");
    assertThat(outcome.authenticationDoubtful()).isFalse();
    assertThat(fingerprint()).isEqualTo(old);
    assertThat(life.custody.stored().next()).isEmpty();
  }

  @Test
  void aRefusalOfTheCurrentCredentialIsTold() {
    world.compass.revoke(fingerprint());

    var outcome = (RenewalOutcome.Failed) life.renew.run();

    assertThat(outcome.authenticationDoubtful()).isTrue();
  }

  @Test
  void anUnusableSubjectIsTold() {
    world.compass.askForSubject(_ -> "O=a,");

    var outcome = (RenewalOutcome.Failed) life.renew.run();

    assertThat(outcome.detail()).contains("subject");
    assertThat(outcome.authenticationDoubtful()).isFalse();
  }

  @Test
  void aRenewedCredentialStaysBound() {
    assertThat(life.custody.markBound()).isEmpty();

    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);

    assertThat(life.custody.current().orElseThrow().bound()).isTrue();
  }

  @Test
  void whatFailsIsToldAndOnlyARefusalIsDoubt() {
    for (var operation : List.of(CONFIGURATION, SIGN)) {
      for (var reply : List.of(World.refusal(), World.timeout(), World.unsent(NOT_CONNECTED))) {
        world.compass.script().fail(operation, reply);

        assertThat(life.renew.run())
            .isInstanceOfSatisfying(
                RenewalOutcome.Failed.class,
                failed -> {
                  assertThat(failed.detail()).isNotBlank();
                  assertThat(failed.authenticationDoubtful())
                      .isEqualTo(reply instanceof CompassReply.NotAuthenticated<?>);
                });
      }
    }
    assertThat(life.custody.stored().next()).isEmpty();
  }

  @Test
  void anExpiredCertificateBeforeIsNoComfort() {
    world.pass(Duration.ofDays(89));
    world.compass.script().pass(CONFIGURATION).fail(CONFIGURATION, World.timeout());
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Pending.class);
    world.pass(Duration.ofDays(2));
    world.compass.script().fail(CONFIGURATION, World.refusal());

    assertThat(life.renew.run())
        .isInstanceOfSatisfying(
            RenewalOutcome.Pending.class,
            pending ->
                assertThat(pending.detail()).contains("token").doesNotContain("stays in use"));
  }
}
