package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static dev.runtimeagent.application.synchronization.SyncWorld.incomplete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.plan.LossRecord;
import dev.runtimeagent.domain.plan.Remark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is lost is accounted for before. */
class AccountedLossesTest {
  private final SyncWorld world = new SyncWorld();

  @Test
  void deletesNothingThatCannotBeAccountedFor() {
    world.list(applications(0, 10));
    world.applied();
    world.list(applications(1, 11));
    world.account.broken = Optional.of("the store is read-only");

    var incomplete = incomplete(world.run());

    assertThat(incomplete.problem()).contains("the store is read-only");
    assertThat(incomplete.summary().held())
        .containsExactly(new Remark("app-0", "its loss could not be accounted for"));
    assertThat(world.target.names()).hasSize(11).contains("app-0", "app-10");

    world.account.broken = Optional.empty();
    assertThat(applied(world.run()).deleted()).isEqualTo(1);
    assertThat(world.account.record.entries()).hasSize(1);
  }

  @Test
  void aRecordThatOnlySaysThatNothingIsLostMayComeLater() {
    world.list(applications(0, 2));
    world.account.broken = Optional.of("the store is read-only");

    assertThat(applied(world.run()).created()).isEqualTo(2);
    assertThat(world.account.record.settled()).isFalse();
  }

  @Test
  void losesNothingFreelyInAnotherEpoch() {
    world.list(applications(0, 10));
    world.applied();
    world.account.record = new LossRecord("another", true, List.of());
    world.list(applications(1, 10));

    assertThat(incomplete(world.run()).problem()).contains("done only when approved");
    assertThat(world.target.names()).hasSize(10);
  }
}
