package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts where several credentials are stored, or were one after the other. */
class ProofOrderTest {
  private final World world = new World();

  @Test
  void nothingIsRefusedAsLongAsOneMayStillWork() {
    world.connected();
    var life = world.life();
    life.enrol.run(world.configuration(), World.HOLDER);
    world
        .compass
        .script()
        .fail(CONFIGURATION, World.refusal())
        .fail(CONFIGURATION, World.timeout());

    assertThat(life.prove.run(Takeover.NOTHING_KNOWN)).isInstanceOf(ProofOutcome.Unreachable.class);
  }

  @Test
  void anotherAgentsIsTakenOverWhereOursIsRefused() {
    var theirs = world.connected().custody.current().orElseThrow();
    var now = world.dial.now();
    var refused = FakeCertificates.credential("x", now, now.plus(Duration.ofDays(90)));
    world.store.credentials().put(besides(like(theirs, refused), theirs.credential()));
    var takeover =
        new Takeover(
            Optional.of(theirs.endpoints()),
            Optional.of(World.RUNTIME),
            Optional.of(World.TENANT),
            Takeover.Times.UNKNOWN);

    assertThat(World.proven(world.life().prove.run(takeover)).fingerprint())
        .isEqualTo(theirs.fingerprint());
  }

  @Test
  void refusalsOfOneNewCredentialAreNotThoseOfTheNext() {
    var life = world.life();
    enrolRefused(life);
    life.prove.run(Takeover.NOTHING_KNOWN);
    world.pass(Duration.ofMinutes(1));
    life.prove.run(Takeover.NOTHING_KNOWN);
    world.pass(Duration.ofMinutes(1));
    enrolRefused(life);

    assertThat(life.prove.run(Takeover.NOTHING_KNOWN)).isInstanceOf(ProofOutcome.Refused.class);
    assertThat(life.custody.stored().next()).isPresent();
  }

  private void enrolRefused(Life life) {
    life.enrol.run(world.configuration(), World.HOLDER);
    world.compass.revoke(life.custody.stored().next().orElseThrow().fingerprint());
  }

  private static Generation like(Generation other, ClientCredential credential) {
    return new Generation(
        credential,
        other.endpoints(),
        Optional.empty(),
        other.runtimeId(),
        other.tenant(),
        other.established(),
        other.acquired(),
        Optional.empty(),
        true);
  }

  private static StoredCredentials besides(Generation current, ClientCredential foreign) {
    return new StoredCredentials(
        Optional.empty(),
        Optional.of(current),
        Optional.empty(),
        Optional.empty(),
        Optional.of(foreign),
        List.of(),
        LossRecord.NONE);
  }
}
