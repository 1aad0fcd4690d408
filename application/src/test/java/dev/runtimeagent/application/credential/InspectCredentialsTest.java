package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.port.StoredSamples.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The look at the store, where it holds what is ours, or should. */
class InspectCredentialsTest {
  private final World world = new World();
  private final Life life = world.connected();
  private final StoredCredentials ours = world.store.credentials().content().orElseThrow();

  private InspectionOutcome inspect() {
    return life.inspect.run(Takeover.NOTHING_KNOWN);
  }

  private Optional<StoredCredentials> stored() {
    return world.store.credentials().content();
  }

  @Test
  void aQuietCycleWritesNothingAndAsksNobody() {
    var saves = world.store.credentials().history().size();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    assertThat(world.store.credentials().history()).hasSize(saves);
    assertThat(world.store.authorities().history()).hasSize(1);
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void aMissingStoreIsWrittenBackFromMemory() {
    world.store.credentials().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void damagedContentIsWrittenBackFromMemory() {
    world.store.credentials().damage("credentials.yaml is not YAML");

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void anUnreachableStoreIsTroubleAndNoMore() {
    world.store.credentials().makeUnreadable("permission denied");

    assertThat(inspect()).isEqualTo(new InspectionOutcome.Troubled("permission denied"));
    assertThat(life.custody.current()).isEqualTo(ours.current());
  }

  @Test
  void contentThatOnlyLostSomethingOfOursIsWrittenBack() {
    world.store.credentials().put(StoredCredentials.NONE);

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void whatSomebodyWroteIsWrittenInOurFormEvenIfItMeansTheSame() {
    var saves = world.store.credentials().history().size();
    world.store.credentials().put(ours);

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);
    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    assertThat(world.store.credentials().history()).hasSize(saves + 1).last().isEqualTo(ours);
  }

  @Test
  void theCopyOfTheAuthoritiesIsRepairedWithoutRotation() {
    world.store.authorities().put("garbage");

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(world.store.authorities().content())
        .contains(ours.current().orElseThrow().credential().authorities());
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void aMissingCopyOfTheAuthoritiesIsMadeAnew() {
    world.store.authorities().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(world.store.authorities().content()).isPresent();
  }

  @Test
  void aMissingCopyOfAConnectionTakenOverIsMadeOfTheChain() {
    var theirs = ours.current().orElseThrow().credential();
    var bare =
        new ClientCredential(
            theirs.privateKey(), theirs.certificate(), theirs.chain(), "", theirs.facts());
    life.custody.promote(generation(bare, ours.current().orElseThrow()));
    world.store.authorities().put("theirs");
    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    world.store.authorities().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);
    assertThat(world.store.authorities().content()).contains(bare.issuers()).isNotEmpty();
    assertThat(bare.chain()).endsWith(bare.issuers()).isNotEqualTo(bare.issuers());
  }

  @Test
  void thePreviousCredentialGoesAfterADay() {
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    world.pass(Duration.ofHours(24).minusSeconds(1));
    inspect();
    assertThat(stored().orElseThrow().previous()).isPresent();
    world.pass(Duration.ofSeconds(1));

    inspect();

    assertThat(stored().orElseThrow().previous()).isEmpty();
  }
}
