package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static dev.runtimeagent.application.port.ApplicationTargetContract.BUNDLE;
import static dev.runtimeagent.application.port.ApplicationTargetContract.application;
import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is asked of the API server. */
@ClusterTest
final class QuietTest {
  private final TargetWorld world = new TargetWorld();
  private final ApiProxy proxy = ApiProxy.of(Cluster.running());
  private final KubernetesApplicationTarget target = world.target(proxy.api());

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void createsByOneRequestForEachObject() {
    target.create(APPLICATION, "shop");

    assertThat(proxy.requests()).hasSize(3).allMatch(line -> line.startsWith("POST "));
  }

  @Test
  void readsNothingAnewThatItWrote() {
    target.create(APPLICATION, "shop");
    target.update(held(target, "shop"), application("other", "secret-2"));
    proxy.forgetRequests();

    assertThat(held(target, "shop").digest())
        .isEqualTo(TargetWorld.digest(target, application("other", "secret-2"), "shop"));
    assertThat(proxy.requests()).hasSize(2).allMatch(line -> line.contains("limit=5000"));
  }

  @Test
  void readsOnlyWhatIsNotAsItWas() {
    target.create(APPLICATION, "shop");
    target.create(APPLICATION, "store");
    TargetWorld.all(target);
    world.kubectl(
        "patch", "application", "shop", "--type=merge", "-p", "{\"spec\":{\"description\":\"x\"}}");
    proxy.forgetRequests();

    TargetWorld.all(target);

    assertThat(proxy.requests())
        .hasSize(4)
        .filteredOn(line -> line.contains("limit=5000"))
        .hasSize(2);
    assertThat(proxy.requests()).noneMatch(line -> line.contains("store"));
  }

  @Test
  void writesOnlyWhatIsNotAsWanted() {
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    proxy.forgetRequests();

    target.update(seen, application("first", "secret-2"));

    assertThat(proxy.writes())
        .singleElement()
        .asString()
        .startsWith("PUT")
        .contains(SecretName.credentials("shop", BUNDLE));
  }

  @Test
  void writesNothingThatIsAsWanted() {
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    proxy.forgetRequests();

    assertThat(target.update(seen, APPLICATION)).isEqualTo(new Outcome.Done());
    assertThat(target.create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertThat(proxy.writes())
        .containsExactly(
            "POST /apis/applicationconnector.kyma-project.io/v1alpha1/applications"
                + "?fieldManager=runtime-agent");
  }
}
