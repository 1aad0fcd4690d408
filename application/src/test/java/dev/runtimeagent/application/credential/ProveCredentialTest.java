package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProveCredentialTest {
  private static final Endpoints MOVED =
      new Endpoints(
          URI.create("https://moved.test/connector/graphql"),
          URI.create("https://moved.test/director/graphql"));

  private static final Optional<Endpoints> ENDPOINTS =
      Optional.of(new Endpoints(InMemoryCompass.SECURED_CONNECTOR, InMemoryCompass.DIRECTOR));

  /** Where Compass is, and not whose credential is there. */
  private static final Takeover WHEREABOUTS =
      new Takeover(ENDPOINTS, Optional.empty(), Optional.empty(), Takeover.Times.UNKNOWN);

  private final World world = new World();

  private static ProofOutcome prove(Life life) {
    return life.prove.run(Takeover.NOTHING_KNOWN);
  }

  private StoredCredentials stored() {
    return world.store.credentials().content().orElseThrow();
  }

  @Test
  void nothingStoredIsNothingToProve() {
    assertThat(prove(world.life())).isInstanceOf(ProofOutcome.Nothing.class);
  }

  @Test
  void anUnreadableStoreIsNotAnEmptyOne() {
    world.store.credentials().makeUnreadable("permission denied");

    assertThat(prove(world.life())).isEqualTo(new ProofOutcome.Unreadable("permission denied"));
  }

  @Test
  void aStoredCredentialIsProvenWithOneRequestAndWithoutAToken() {
    world.connected();

    World.proven(prove(world.life()));

    assertThat(world.compass.script().calls())
        .extracting(c -> c.operation())
        .containsExactly(CONFIGURATION);
    assertThat(world.compass.systemAuths()).isEqualTo(1);
  }

  @Test
  void theFormerCredentialBecomesPreviousInOneSave() {
    var former = world.connected().custody.current().orElseThrow();
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    var saves = world.store.credentials().history().size();

    var newer = World.proven(prove(life));

    assertThat(world.store.credentials().history()).hasSize(saves + 1);
    assertThat(stored().current()).contains(newer);
    assertThat(stored().previous()).contains(former);
    assertThat(stored().next()).isEmpty();
    assertThat(world.store.authorities().content()).contains(newer.credential().authorities());
  }

  @Test
  void aFormerCredentialOfAnotherTenantIsDroppedAtOnce() {
    world.connected();
    var life = world.life();
    var other = world.configuration();
    life.enrol.run(
        new ConnectionConfiguration(
            other.connectorUrl(), other.token(), other.runtimeId(), "tenant-2"),
        World.HOLDER);

    World.proven(prove(life));

    assertThat(stored().previous()).isEmpty();
  }

  @Test
  void anUnreachableCompassKeepsTheNewCredential() {
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    world.compass.script().fail(CONFIGURATION, World.timeout());

    assertThat(prove(life)).isInstanceOf(ProofOutcome.Unreachable.class);

    World.proven(prove(life));
  }

  @Test
  void aRefusedNewCredentialLeavesTheCurrentOneInUse() {
    var current = world.connected().custody.current().orElseThrow();
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    world.compass.revoke(life.custody.stored().next().orElseThrow().fingerprint());

    var outcome = (ProofOutcome.Proven) prove(life);

    assertThat(outcome.generation()).isEqualTo(current);
    assertThat(outcome.pending()).hasValueSatisfying(p -> assertThat(p).contains("not accepted"));
    assertThat(stored().next()).isPresent();
  }

  @Test
  void aNewCredentialIsGivenUpAfterThreeRefusalsOverTwoMinutes() {
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    world.compass.revoke(life.custody.stored().next().orElseThrow().fingerprint());
    for (int i = 0; i < 3; i++) {
      assertThat(prove(life)).isInstanceOf(ProofOutcome.Refused.class);
      assertThat(stored().next()).isPresent();
      world.pass(Duration.ofSeconds(40));
    }

    assertThat(prove(life)).isInstanceOf(ProofOutcome.Refused.class);

    assertThat(stored().next()).isEmpty();
    assertThat(world.journal.entry().content()).isEmpty();
    assertThat(prove(life)).isInstanceOf(ProofOutcome.Nothing.class);
  }

  @Test
  void aFreshCredentialThatIsAcceptedLateIsKept() {
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    world.compass.script().fail(CONFIGURATION, World.refusal());
    world.compass.script().fail(CONFIGURATION, World.refusal());

    assertThat(prove(life)).isInstanceOf(ProofOutcome.Refused.class);
    assertThat(prove(life)).isInstanceOf(ProofOutcome.Refused.class);

    World.proven(prove(life));
  }

  @Test
  void thePreviousCredentialComesBackIfOnlyItWorks() {
    var life = world.connected();
    var first = life.custody.current().orElseThrow();
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    var second = life.custody.current().orElseThrow();
    world.compass.revoke(second.fingerprint());

    assertThat(World.proven(prove(world.life()))).isEqualTo(first);

    assertThat(stored().current()).contains(first);
    assertThat(stored().previous()).contains(second);
  }

  @Test
  void refusedAndPastItsDateNamesTheNewToken() {
    world.connected();
    world.pass(Duration.ofDays(100));

    var outcome = (ProofOutcome.Refused) prove(world.life());

    assertThat(outcome.detail())
        .contains("expired", "while asleep or unreachable", "one new token");
  }

  @Test
  void refusedAndAheadOfItsDateNamesTheClock() {
    var life = world.connected();
    world.compass.revoke(life.custody.current().orElseThrow().fingerprint());
    world.pass(Duration.ofDays(-2));

    var outcome = (ProofOutcome.Refused) prove(world.life());

    assertThat(outcome.detail()).contains("valid from", "clock");
  }

  @Test
  void aServerThatStillAcceptsAnExpiredCertificateIsBelieved() {
    world.connected();
    var life = world.life();
    world.dial.turn(Duration.ofDays(89));

    assertThat(prove(life)).isInstanceOf(ProofOutcome.Proven.class);
  }

  @Test
  void anotherAgentsCredentialIsTakenOver() {
    leaveToAnotherAgent();
    var before = stored().foreign().orElseThrow().facts().notBefore();
    var times =
        new Takeover.Times(
            Optional.of(before),
            Optional.of(before.minusSeconds(60)),
            Optional.of(before),
            Optional.of(before));

    var takeover =
        new Takeover(ENDPOINTS, Optional.of(World.RUNTIME), Optional.of(World.TENANT), times);

    var generation = World.proven(world.life().prove.run(takeover));

    assertThat(generation.established()).isEqualTo(before.minusSeconds(60));
    assertThat(generation.renewed()).contains(before);
    assertThat(generation.runtimeId()).isEqualTo(World.RUNTIME);
    assertThat(generation.tenant()).contains(World.TENANT);
    assertThat(stored().current()).contains(generation);
    assertThat(stored().foreign()).isEmpty();
  }

  @Test
  void withoutConfigurationCompassTellsWhoseCredentialItIs() {
    leaveToAnotherAgent();

    var generation = World.proven(world.life().prove.run(WHEREABOUTS));

    assertThat(generation.runtimeId()).isEqualTo(World.RUNTIME);
    assertThat(generation.tenant()).isEmpty();
  }

  @Test
  void anotherAgentsCredentialWithoutUrlsIsNotTried() {
    leaveToAnotherAgent();

    assertThat(prove(world.life())).isInstanceOf(ProofOutcome.Unreachable.class);
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void formerUrlsAreTriedWhereNobodyIsAtTheCurrentOnes() {
    var life = world.connected();
    assertThat(life.custody.adoptEndpoints(MOVED)).isEmpty();

    var generation = World.proven(prove(world.life()));

    assertThat(generation.endpoints().connectorUrl()).isEqualTo(InMemoryCompass.SECURED_CONNECTOR);
    assertThat(stored().current().flatMap(Generation::formerEndpoints)).contains(MOVED);
  }

  @Test
  void whoseCredentialItIsMustBeKnownToTakeItOver() {
    leaveToAnotherAgent();

    for (var reply :
        List.of(World.refusal(), World.timeout(), World.unsent(Reason.NOT_CONNECTED))) {
      world.compass.script().fail(VIEWER, reply);
      assertThat(world.life().prove.run(WHEREABOUTS))
          .isInstanceOfSatisfying(
              ProofOutcome.Unreachable.class,
              outcome -> assertThat(outcome.detail()).contains("put RUNTIME_ID"));
    }
    assertThat(stored().current()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void formerUrlsAreTriedOnlyIfTheServiceMayHaveMoved(Reason reason) {
    var life = world.connected();
    world.compass.serve(MOVED.connectorUrl(), MOVED.directorUrl());
    assertThat(life.custody.adoptEndpoints(MOVED)).isEmpty();
    var moves = List.of(Reason.NAME_NOT_RESOLVED, Reason.NOT_CONNECTED, Reason.NO_SUCH_SERVICE);
    world.compass.script().fail(CONFIGURATION, World.unsent(reason));

    assertThat(prove(world.life()) instanceof ProofOutcome.Proven)
        .describedAs("whether the former URLs helped")
        .isEqualTo(moves.contains(reason));
  }

  @Test
  void formerUrlsAreNotUsedUnlessTheDirectorAnswersThereToo() {
    var life = world.connected();
    assertThat(life.custody.adoptEndpoints(MOVED)).isEmpty();
    world.compass.script().failAlways(VIEWER, World.timeout());

    assertThat(prove(world.life())).isInstanceOf(ProofOutcome.Unreachable.class);
  }

  @Test
  void anUntrustedServerIsNoReasonToGoElsewhere() {
    world.connected();
    world.compass.script().fail(CONFIGURATION, World.unsent(Reason.SERVER_NOT_TRUSTED));

    var outcome = (ProofOutcome.Unreachable) prove(world.life());

    assertThat(outcome.detail()).contains("compass-mtls.test", "APP_COMPASS_CA_FILE");
  }

  @Test
  void aProofWithoutChangeWritesNothing() {
    world.connected();
    var saves = world.store.credentials().history().size();

    World.proven(prove(world.life()));

    assertThat(world.store.credentials().history()).hasSize(saves);
  }

  @Test
  void aTokenInHandIsNotErasedByTheProofOfAnOlderCredential() {
    world.connected();
    var life = world.life();
    world.compass.script().fail(SIGN_WITH_TOKEN, World.refusal());
    life.enrol.run(world.configuration(), World.HOLDER);

    World.proven(prove(life));

    assertThat(world.journal.entry().content().orElseThrow().enrolment()).isPresent();
  }

  private void leaveToAnotherAgent() {
    var credential = world.connected().custody.current().orElseThrow().credential();
    world.store.credentials().put(StoredSamples.foreign(credential));
    world.compass.script().forgetCalls();
  }
}
