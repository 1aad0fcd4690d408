package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ClusterTest
final class KubernetesApplicationTargetTest implements ApplicationTargetContract {
  private static final String CREDENTIALS = SecretName.credentials("shop", BUNDLE);
  private static final String PARAMETERS = SecretName.parameters("shop", BUNDLE);

  private final TargetWorld world = new TargetWorld();
  private boolean broken;

  @Override
  public ApplicationTarget open() {
    // Without the namespace, Applications can be written and Secrets cannot.
    return broken ? world.targetIn(world.namespace() + "-missing") : world.target();
  }

  @Override
  public void alter(String name) {
    world.patch("application/" + name, "{\"spec\":{\"description\":\"altered\"}}");
  }

  @Override
  public void alterSecretOf(String name) {
    world.patch("secret/" + SecretName.credentials(name, BUNDLE), "{\"data\":{\"password\":\"eA==\"}}");
  }

  @Override
  public void takeAway(String name) {
    world.kubectl("delete", "application", name);
  }

  @Override
  public void putForeign(String name) {
    world.create(
        """
        apiVersion: applicationconnector.kyma-project.io/v1alpha1
        kind: Application
        metadata: {name: NAME}
        spec: {description: theirs, services: []}
        """
            .replace("NAME", name));
  }

  @Override
  public Map<String, String> traces() {
    return world.versions();
  }

  @Override
  public void breakWrites() {
    broken = true;
  }

  @Override
  public void mendWrites() {
    broken = false;
  }

  @Test
  void labelsSecretsAndMakesTheApplicationTheirOwner() {
    open().create(APPLICATION, "shop");

    var metadata = Tree.child(world.secret(CREDENTIALS), "metadata");
    assertThat(Tree.child(metadata, "labels"))
        .isEqualTo(Map.of("app", "shop", "bundleId", BUNDLE));
    assertThat(Tree.children(metadata, "ownerReferences"))
        .containsExactly(
            Map.of(
                "apiVersion",
                "applicationconnector.kyma-project.io/v1alpha1",
                "kind",
                "Application",
                "name",
                "shop",
                "uid",
                Stamp.of(world.application("shop")).uid()));
  }

  @Test
  void removesSecretsWithTheirApplication() {
    var target = open();
    target.create(APPLICATION, "shop");
    assertThat(world.secretNames()).containsExactly(PARAMETERS, CREDENTIALS);

    target.delete(held(target, "shop"));

    assertThat(world.secretNames()).isEmpty();
  }

  @Test
  void keepsWhatOthersAddedToWhatItUpdates() {
    var target = open();
    target.create(APPLICATION, "shop");
    world.patch(
        "application/shop",
        """
        {"metadata":{"labels":{"team":"a"},"annotations":{"note":"b"},"finalizers":["example.com/c"]},
         "spec":{"encodeUrl":true,"tags":["d"]}}""");
    world.patch("secret/" + CREDENTIALS, "{\"metadata\":{\"labels\":{\"team\":\"a\"}}}");

    var outcome =
        target.update(held(target, "shop"), ApplicationTargetContract.application("new", "other"));

    assertThat(outcome).isEqualTo(new Outcome.Done());
    var application = world.application("shop");
    world.patch("application/shop", "{\"metadata\":{\"finalizers\":null}}");
    var metadata = Tree.child(application, "metadata");
    assertThat(Tree.child(metadata, "labels")).containsEntry("team", "a").hasSize(2);
    assertThat(Tree.child(metadata, "annotations")).containsEntry("note", "b");
    assertThat(metadata).containsEntry("finalizers", List.of("example.com/c"));
    assertThat(Tree.child(application, "spec"))
        .containsEntry("encodeUrl", true)
        .containsEntry("tags", List.of("d"))
        .containsEntry("description", "new");
    assertThat(Tree.child(Tree.child(world.secret(CREDENTIALS), "metadata"), "labels"))
        .containsEntry("team", "a");
  }

  @Test
  void updatesThoughSomethingChangedThatIsNotOurs() {
    var target = open();
    target.create(APPLICATION, "shop");
    var seen = held(target, "shop");
    world.patch("application/shop", "{\"metadata\":{\"annotations\":{\"note\":\"b\"}}}");

    assertThat(target.update(seen, ApplicationTargetContract.application("new", "other")))
        .isEqualTo(new Outcome.Done());
  }

  @Test
  void takesOverSecretsOfAFormerApplicationOfThatName() {
    var target = open();
    target.create(APPLICATION, "shop");
    takeAway("shop");

    assertThat(target.create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    var metadata = Tree.child(world.secret(CREDENTIALS), "metadata");
    assertThat(Tree.children(metadata, "ownerReferences"))
        .extracting(owner -> owner.get("uid"))
        .containsExactly(Stamp.of(world.application("shop")).uid());
    assertThat(held(open(), "shop").digest())
        .isEqualTo(TargetWorld.digest(target, APPLICATION, "shop"));
  }

  @Test
  void noticesASecretThatAnotherUidOwns() {
    var target = open();
    target.create(APPLICATION, "shop");
    world.patch(
        "secret/" + CREDENTIALS,
        """
        {"metadata":{"ownerReferences":[{"apiVersion":"applicationconnector.kyma-project.io/v1alpha1",
         "kind":"Application","name":"shop","uid":"a-former-one"}]}}""");
    var wanted = TargetWorld.digest(target, APPLICATION, "shop");
    assertThat(held(target, "shop").digest()).isNotEqualTo(wanted);

    assertThat(target.update(held(target, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());

    assertThat(held(open(), "shop").digest()).isEqualTo(wanted);
  }

  @Test
  void leavesASecretAloneThatBelongsToSomethingElse() {
    world.kubectl("create", "secret", "generic", CREDENTIALS, "--from-literal=mine=1");
    var target = open();

    var outcome = target.create(APPLICATION, "shop");

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                "secrets %s/%s belongs to something else; delete or rename it, and the next sync"
                        .formatted(world.namespace(), CREDENTIALS)
                    + " goes on"));
    assertThat(Tree.child(world.secret(CREDENTIALS), "data")).containsOnlyKeys("mine");
    assertThat(world.secretNames()).contains(PARAMETERS);
    world.kubectl("delete", "secret", CREDENTIALS);
    assertThat(target.update(held(target, "shop"), APPLICATION)).isEqualTo(new Outcome.Done());
  }

  @Test
  void tellsOfASecretThatCannotBeChanged() {
    var target = open();
    target.create(APPLICATION, "shop");
    world.patch("secret/" + CREDENTIALS, "{\"immutable\":true}");
    var newer = ApplicationTargetContract.application("first", "secret-2");

    assertThat(target.update(held(target, "shop"), newer))
        .isEqualTo(
            new Outcome.Failed(
                "secrets %s/%s is immutable; delete it, and the next sync makes it anew"
                    .formatted(world.namespace(), CREDENTIALS)));
    world.kubectl("delete", "secret", CREDENTIALS);
    assertThat(target.update(held(target, "shop"), newer)).isEqualTo(new Outcome.Done());
  }

  @Test
  void keepsTheTypeOfASecretThatIsThereAlready() {
    world.create(
        """
        apiVersion: v1
        kind: Secret
        type: kubernetes.io/basic-auth
        metadata:
          name: %s
          labels: {app: shop, bundleId: %s}
        stringData: {username: user, password: old}
        """
            .formatted(CREDENTIALS, BUNDLE));

    assertThat(open().create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(world.secret(CREDENTIALS)).containsEntry("type", "kubernetes.io/basic-auth");
  }

  @Test
  void tellsOfASecretWhoseTypeForbidsItsContent() {
    world.create(
        """
        apiVersion: v1
        kind: Secret
        type: kubernetes.io/ssh-auth
        metadata:
          name: %s
          labels: {app: shop, bundleId: %s}
        stringData: {ssh-privatekey: old}
        """
            .formatted(CREDENTIALS, BUNDLE));

    assertThat(open().create(APPLICATION, "shop"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.problem())
                    .contains(CREDENTIALS, "it is of type kubernetes.io/ssh-auth", "delete it")
                    .doesNotContain("secret-1"));
  }

  @Test
  void holdsAnApplicationWhoseNameIsTooLongForALabel() {
    var name = "a".repeat(100);
    var target = open();

    assertThat(target.create(APPLICATION, name)).isEqualTo(new Outcome.Done());

    assertThat(held(open(), name).digest())
        .isEqualTo(TargetWorld.digest(target, APPLICATION, name));
    assertThat(target.delete(held(target, name))).isEqualTo(new Outcome.Done());
    assertThat(world.secretNames()).isEmpty();
  }

  @Test
  void handsSecretsOverToTheApplicationThatIsRenamed() {
    var target = open();
    var former = "a-name-with-a-common-start-aaaa";
    var name = "a-name-with-a-common-start-bbbb";
    target.create(APPLICATION, former);
    var seen = held(target, former);

    assertThat(target.create(APPLICATION, name)).isEqualTo(new Outcome.Done());
    assertThat(target.delete(seen)).isEqualTo(new Outcome.Done());

    assertThat(held(open(), name).digest())
        .isEqualTo(TargetWorld.digest(target, APPLICATION, name));
  }

  @Test
  void takesAnApplicationThatIsBeingDeletedForGone() {
    var target = open();
    target.create(APPLICATION, "shop");
    world.patch("application/shop", "{\"metadata\":{\"finalizers\":[\"example.com/c\"]}}");

    assertThat(target.delete(held(target, "shop"))).isEqualTo(new Outcome.Done());

    assertThat(TargetWorld.all(target)).isEmpty();
    assertThat(target.create(APPLICATION, "shop"))
        .isEqualTo(
            new Outcome.Failed(
                "applications shop is being deleted; once its finalizers are done, the next sync"
                    + " goes on"));
    world.patch("application/shop", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(target.create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
  }

  @Test
  void knowsApplicationsOfOthers() {
    world.create(
        """
        apiVersion: applicationconnector.kyma-project.io/v1alpha1
        kind: Application
        metadata: {name: by-hand}
        spec: {description: mine, services: []}
        """);

    var foreign = held(open(), "by-hand");

    assertThat(foreign.owned()).isFalse();
    assertThat(foreign.applicationId()).isEmpty();
  }

  @Test
  void cannotHoldWhatKubernetesCannotName() {
    assertThat(open().fit(APPLICATION, "No Name"))
        .isInstanceOf(ApplicationTarget.Fit.Unfit.class);
  }

  @Test
  void readsManyAtOnceLikeOneByOne() {
    var target = open();
    for (int i = 0; i < 25; i++) {
      target.create(APPLICATION, "shop-" + i);
    }

    assertThat(TargetWorld.all(open())).isEqualTo(TargetWorld.all(target));

    Cluster.running()
        .api()
        .delete(Resource.applications(), "shop-7", Map.of(), Writes.REALLY);
    assertThat(TargetWorld.all(target)).hasSize(24);
  }
}
