package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static dev.runtimeagent.application.port.ApplicationTargetContract.BUNDLE;
import static dev.runtimeagent.application.port.ApplicationTargetContract.application;
import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class ForeignChangesTest {
  private static final String WATCH_OF_APPLICATIONS =
      "GET /apis/applicationconnector.kyma-project.io/v1alpha1/applications?.*watch=true.*";

  private final TargetWorld world = new TargetWorld();
  private final ApiProxy proxy = ApiProxy.of(Cluster.running());
  private final KubernetesApplicationTarget target = world.target(proxy.api());
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void tellsNothingOfItsOwnChanges() throws InterruptedException {
    try (var _ = target.watch(() -> told.add("changed"))) {
      target.create(APPLICATION, "shop");
      target.create(application("first", "secret-1"), "store");
      target.update(held(target, "shop"), application("other", "secret-2"));
      target.delete(held(target, "store"));
      alter("shop");

      assertIsTold();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void tellsOfASecretThatWasDeleted() throws InterruptedException {
    target.create(APPLICATION, "shop");
    try (var _ = target.watch(() -> told.add("changed"))) {
      world.kubectl("delete", "secret", SecretName.credentials("shop", BUNDLE));

      assertIsTold();
    }
  }

  @Test
  void tellsOfAnApplicationThatLostItsLabel() throws InterruptedException {
    target.create(APPLICATION, "shop");
    try (var _ = target.watch(() -> told.add("changed"))) {
      world.kubectl(
          "label", "application", "shop", "applicationconnector.kyma-project.io/managed-by-");

      assertIsTold();
    }
  }

  @Test
  void goesOnWhenAWatchIsClosed() throws InterruptedException {
    proxy.failMatching(WATCH_OF_APPLICATIONS, new MockResponse.Builder().code(200).build());
    assertGoesOn();
  }

  @Test
  void goesOnWhenAWatchIsTooOld() throws InterruptedException {
    proxy.failMatching(
        WATCH_OF_APPLICATIONS,
        new MockResponse.Builder()
            .body("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n")
            .build());
    assertGoesOn();
  }

  @Test
  void goesOnWhenTheApiServerFails() throws InterruptedException {
    proxy.failMatching(WATCH_OF_APPLICATIONS, new MockResponse.Builder().code(500).build());
    assertGoesOn();
  }

  @Test
  void asksMoreAndMoreSeldomWhereItMayNotWatch() throws InterruptedException {
    var seldom = Duration.ofMinutes(2);
    var waits = new LinkedBlockingQueue<Duration>();
    for (int i = 0; i < 8; i++) {
      proxy.failMatching(WATCH_OF_APPLICATIONS, new MockResponse.Builder().code(403).build());
    }
    var patient =
        world.target(
            proxy.api(),
            wait -> {
              waits.add(wait);
              Cluster.pause().hold(wait.compareTo(seldom) < 0 ? Duration.ZERO : wait);
            });
    try (var _ = patient.watch(() -> told.add("changed"))) {
      for (int seconds = 1; seconds < 120; seconds *= 2) {
        assertThat(waits.poll(20, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(seconds));
      }
      assertThat(waits.poll(20, TimeUnit.SECONDS)).isEqualTo(seldom);
      assertThat(told).isEmpty();
    }
  }

  private void assertGoesOn() throws InterruptedException {
    target.create(APPLICATION, "shop");
    try (var _ = target.watch(() -> told.add("changed"))) {
      proxy.awaitMatching(WATCH_OF_APPLICATIONS, 2);
      alter("shop");

      assertIsTold();
    }
  }

  private void alter(String name) {
    world.patch("application/" + name, "{\"spec\":{\"description\":\"altered\"}}");
  }

  private void assertIsTold() throws InterruptedException {
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("changed");
  }
}
