package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Under the roles of the Go agent, which may neither list Secrets nor watch anything (B-200). */
@ClusterTest
final class GoAgentRolesTest implements ApplicationTargetContract {
  private static final String USER = "go-agent";

  private final TargetWorld world = new TargetWorld();

  @BeforeAll
  static void bind() {
    Cluster.running()
        .kubectl()
        .runWithInput(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: go-agent}
            rules:
            - apiGroups: [applicationconnector.kyma-project.io]
              resources: [applications]
              verbs: [get, list, create, update, delete]
            - apiGroups: [""]
              resources: [secrets]
              verbs: [get, create, update, delete]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: go-agent}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: go-agent}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: go-agent}]
            """,
            "apply",
            "-f",
            "-");
    Cluster.await(
        "the roles are bound",
        () -> new TargetWorld().target(Cluster.running().apiAs(USER)).holdings()
            instanceof ApplicationTarget.Holdings.Held);
  }

  @Override
  public ApplicationTarget open() {
    return world.target(Cluster.running().apiAs(USER));
  }

  @Override
  public void alter(String name) {
    world.patch("application/" + name, "{\"spec\":{\"description\":\"altered\"}}");
  }

  @Override
  public void alterSecretOf(String name) {
    world.patch(
        "secret/" + SecretName.credentials(name, BUNDLE), "{\"data\":{\"password\":\"eA==\"}}");
  }

  @Override
  public void takeAway(String name) {
    world.kubectl("delete", "application", name);
  }

  @Override
  @Test
  public void tellsOfAnApplicationThatSomebodyElseAltered() {
    assertThatTheNextLookTells(() -> alter("shop"));
  }

  @Override
  @Test
  public void tellsOfASecretThatSomebodyElseAltered() {
    assertThatTheNextLookTells(() -> alterSecretOf("shop"));
  }

  @Override
  @Test
  public void tellsOfAnApplicationThatSomebodyElseDeleted() {
    var target = open();
    target.create(APPLICATION, "shop");
    takeAway("shop");

    assertThat(TargetWorld.all(target)).isEmpty();
  }

  @Override
  @Test
  public void tellsNothingToWhoeverClosed() {
    try (var _ = open().watch(() -> {})) {
      assertThat(TargetWorld.all(open())).isEmpty();
    }
  }

  @Test
  void repairsASecretThatIsMissing() {
    var target = open();
    target.create(APPLICATION, "shop");
    world.kubectl("delete", "secret", SecretName.credentials("shop", BUNDLE));
    var wanted = TargetWorld.digest(target, APPLICATION, "shop");
    assertThat(held(target, "shop").digest()).isNotEqualTo(wanted);

    assertThat(target.update(held(target, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());

    assertThat(held(target, "shop").digest()).isEqualTo(wanted);
    assertThat(held(world.target(), "shop").digest()).isEqualTo(wanted);
  }

  private void assertThatTheNextLookTells(Runnable deed) {
    var target = open();
    target.create(APPLICATION, "shop");
    var wanted = TargetWorld.digest(target, APPLICATION, "shop");
    assertThat(held(target, "shop").digest()).isEqualTo(wanted);

    deed.run();

    assertThat(held(target, "shop").digest()).isNotEqualTo(wanted);
  }
}
