package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static dev.runtimeagent.application.port.ApplicationTargetContract.BUNDLE;
import static dev.runtimeagent.application.port.ApplicationTargetContract.application;
import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the target makes of an API server that fails. */
@ClusterTest
final class FaultsTest {
  private static final String APPLICATIONS =
      "/apis/applicationconnector.kyma-project.io/v1alpha1/applications";
  private static final Application NEWER = application("other", "secret-2");

  private final TargetWorld world = new TargetWorld();
  private final ApiProxy proxy = ApiProxy.of(Cluster.running());
  private final KubernetesApplicationTarget target = world.target(proxy.api());
  private final String secrets = "/api/v1/namespaces/" + world.namespace() + "/secrets";
  private final String credentials = SecretName.credentials("shop", BUNDLE);

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void writesAgainAfterAConflict() {
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    proxy.fail("PUT " + APPLICATIONS, 409);
    proxy.fail("PUT " + secrets, 409);

    assertThat(target.update(seen, NEWER)).isEqualTo(new Outcome.Done());

    assertIsWhole(NEWER);
  }

  @Test
  void deletesAgainAfterAConflict() {
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    proxy.fail("DELETE " + APPLICATIONS, 409);
    proxy.fail("DELETE " + secrets, 409);

    assertThat(target.delete(seen)).isEqualTo(new Outcome.Done());

    assertThat(world.secretNames()).isEmpty();
    assertThat(TargetWorld.all(target)).isEmpty();
  }

  @Test
  void waitsAsLongAsABusyApiServerAsks() {
    var busy = new MockResponse.Builder().code(429).addHeader("Retry-After", "0").build();
    proxy.fail("POST " + APPLICATIONS, busy);
    proxy.fail("POST " + secrets, busy);
    proxy.fail("GET " + APPLICATIONS, busy);

    assertThat(target.create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertIsWhole(APPLICATION);
  }

  @Test
  void tellsOfAnErrorAndGoesOnAfterwards() {
    proxy.fail("POST " + APPLICATIONS, 500);
    proxy.fail("POST " + secrets, 500);

    assertThat(target.create(APPLICATION, "shop"))
        .isEqualTo(
            new Outcome.Failed("cannot create applications shop: the API server answered 500"));
    assertThat(target.create(APPLICATION, "shop"))
        .isEqualTo(
            new Outcome.Failed(
                "cannot create secrets %s/%s: the API server answered 500"
                    .formatted(world.namespace(), credentials)));
    assertThat(target.update(held(target, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());

    assertIsWhole(APPLICATION);
  }

  @Test
  void concludesNothingFromListsThatFail() {
    target.create(APPLICATION, "shop");
    for (var path : List.of(APPLICATIONS, secrets)) {
      proxy.fail("GET " + path, 500);

      assertThat(target.holdings())
          .isInstanceOfSatisfying(
              Holdings.Unknown.class,
              unknown -> assertThat(unknown.problem()).startsWith("cannot list ").contains("500"));
      assertIsWhole(APPLICATION);
    }
  }

  @Test
  void makesWholeWhatWasCutOffWhileItWasCreated() {
    for (var request : List.of("POST " + APPLICATIONS, "POST " + secrets)) {
      proxy.cutAfter(request);
      target.create(APPLICATION, "shop");
    }

    assertThat(target.update(held(target, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());

    assertIsWhole(APPLICATION);
  }

  @Test
  void makesWholeWhatWasCutOffWhileItWasUpdated() {
    target.create(APPLICATION, "shop");
    for (var request : List.of("PUT " + secrets, "PUT " + APPLICATIONS)) {
      proxy.cutAfter(request);
      target.update(held(target, "shop"), NEWER);
    }

    assertThat(target.update(held(target, "shop"), NEWER)).isEqualTo(new Outcome.Done());

    assertIsWhole(NEWER);
  }

  @Test
  void goesOnWithAnApplicationOfItsOwnThatLacksSecrets() {
    proxy.fail("POST " + secrets, 500);
    assertThat(target.create(APPLICATION, "shop")).isInstanceOf(Outcome.Failed.class);

    assertThat(target.create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertIsWhole(APPLICATION);
  }

  @Test
  void missesNothingThatWasDeletedWhenTheAnswerWasCutOff() {
    target.create(APPLICATION, "shop");
    proxy.cutAfter("DELETE " + APPLICATIONS);
    target.delete(held(target, "shop"));

    assertThat(TargetWorld.all(target)).isEmpty();
  }

  @Test
  void waitsForTheNamespace() {
    var nowhere = world.namespace() + "-later";
    var early = world.targetIn(nowhere);

    assertThat(early.create(APPLICATION, "shop"))
        .isEqualTo(
            new Outcome.Failed(
                "cannot create secrets %s/%s: there is no such namespace; create it"
                    .formatted(nowhere, credentials)));

    world.kubectl("create", "namespace", nowhere);
    assertThat(early.update(held(early, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());
  }

  @Test
  void waitsForTheDefinition() {
    target.create(APPLICATION, "shop");
    try {
      world.kubectl("delete", "crd", "applications.applicationconnector.kyma-project.io");
      Cluster.await("the kind is gone", () -> target.holdings() instanceof Holdings.Unknown);
      assertThat(target.create(APPLICATION, "shop"))
          .isEqualTo(
              new Outcome.Failed(
                  "cannot create applications shop: the cluster has no such kind; install its"
                      + " custom resource definition"));
    } finally {
      Cluster.running().installDefinitions();
      Cluster.await("the kind is back", () -> target.holdings() instanceof Holdings.Held);
    }

    assertThat(TargetWorld.all(target)).isEmpty();
    Cluster.await(
        "it takes Applications",
        () -> target.create(APPLICATION, "shop") instanceof Outcome.Done);
    assertIsWhole(APPLICATION);
  }

  @Test
  void readsOneByOneUntilItMayListAgain() {
    target.create(APPLICATION, "shop");
    proxy.fail("GET " + secrets + "?", 403);
    assertIsWhole(APPLICATION);
    proxy.forgetRequests();

    assertIsWhole(APPLICATION);
    assertThat(proxy.requests()).noneMatch(line -> line.startsWith("GET " + secrets + "?"));

    world.wait(Duration.ofMinutes(5));
    assertIsWhole(APPLICATION);
    assertThat(proxy.requests()).anyMatch(line -> line.startsWith("GET " + secrets + "?"));
  }

  @Test
  void doesNotDeleteWhatTookThePlace() {
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    world.kubectl("delete", "application", "shop");
    world.target().create(APPLICATION, "shop");

    assertThat(target.delete(seen)).isInstanceOf(Outcome.Failed.class);

    assertThat(world.secretNames()).contains(credentials);
  }

  private void assertIsWhole(Application wanted) {
    assertThat(held(target, "shop").digest())
        .isEqualTo(TargetWorld.digest(target, wanted, "shop"));
    assertThat(held(world.target(), "shop").digest())
        .isEqualTo(TargetWorld.digest(target, wanted, "shop"));
  }
}
