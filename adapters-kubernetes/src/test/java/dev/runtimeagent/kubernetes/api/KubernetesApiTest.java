package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ClusterTest
final class KubernetesApiTest {
  private static final Resource MAPS = Resource.configMaps("default");

  private final KubernetesApi api = Cluster.running().api();

  @AfterEach
  void tidy() {
    api.delete(MAPS, "sample", Map.of(), Writes.REALLY);
  }

  @Test
  void givesBackWhatWasCreated() {
    assertThat(api.create(MAPS, sample("1"), Writes.REALLY)).isInstanceOf(ApiReply.Ok.class);

    assertThat(api.get(MAPS, "sample"))
        .satisfies(
            reply -> assertThat(Tree.child(content(reply), "data")).containsEntry("key", "1"));
    assertThat(api.create(MAPS, sample("2"), Writes.REALLY)).isInstanceOf(ApiReply.Conflict.class);
  }

  @Test
  void tellsWhatIsMissingFromWhatIsNotServed() {
    assertThat(api.get(MAPS, "sample")).isInstanceOf(ApiReply.NotFound.class);
    var unserved = new Resource("nobody.example.com", "v1", "things", Optional.empty());
    assertThat(api.get(unserved, "x"))
        .isInstanceOfSatisfying(
            ApiReply.Failed.class, f -> assertThat(f.reason()).isEqualTo(Reason.NOT_SERVED));
    assertThat(api.create(Resource.configMaps("nowhere"), sample("1"), Writes.REALLY))
        .isInstanceOfSatisfying(
            ApiReply.Failed.class, f -> assertThat(f.reason()).isEqualTo(Reason.NO_NAMESPACE));
  }

  @Test
  void refusesToOverwriteWhatSomebodyElseWrote() {
    var first = content(api.create(MAPS, sample("1"), Writes.REALLY));
    var changed = new LinkedHashMap<String, @Nullable Object>(first);
    changed.put("data", Map.of("key", "2"));
    assertThat(api.update(MAPS, changed, Writes.REALLY)).isInstanceOf(ApiReply.Ok.class);

    assertThat(api.update(MAPS, changed, Writes.REALLY)).isInstanceOf(ApiReply.Conflict.class);
  }

  @Test
  void leavesEverythingAsItIsInADryRun() {
    assertThat(api.create(MAPS, sample("1"), Writes.DRY_RUN)).isInstanceOf(ApiReply.Ok.class);

    assertThat(api.get(MAPS, "sample")).isInstanceOf(ApiReply.NotFound.class);
  }

  @Test
  void rehearsesDeletionsWithoutATrace() {
    api.create(MAPS, sample("1"), Writes.REALLY);
    assertThat(api.delete(MAPS, "sample", Map.of(), Writes.DRY_RUN))
        .isInstanceOf(ApiReply.Ok.class);

    assertThat(api.get(MAPS, "sample")).isInstanceOf(ApiReply.Ok.class);
  }

  /** Of the first size it is etcd that does not take it, of the second the API server itself. */
  @ParameterizedTest
  @ValueSource(ints = {1_800_000, 3_500_000})
  void saysThatAnObjectIsTooLarge(int size) {
    var application =
        Map.of(
            "apiVersion",
            "applicationconnector.kyma-project.io/v1alpha1",
            "kind",
            "Application",
            "metadata",
            Map.of("name", "too-large"),
            "spec",
            Map.of("description", "x".repeat(size), "labels", Map.of(), "services", List.of()));

    assertThat(api.create(Resource.applications(), application, Writes.REALLY))
        .isEqualTo(
            new ApiReply.Failed<>(
                Reason.INVALID,
                "cannot create applications too-large: it is larger than the API server takes"));
  }

  @Test
  void listsMetadataAlone() {
    api.create(MAPS, sample("1"), Writes.REALLY);

    var listing = content(api.listMetadata(MAPS, Map.of("fieldSelector", "metadata.name=sample")));

    assertThat(listing.items()).hasSize(1);
    assertThat(listing.items().getFirst()).doesNotContainKey("data");
    assertThat(listing.version()).isNotEmpty();
  }

  @Test
  void watchesWhatComesChangesAndGoes() throws InterruptedException {
    var seen = new LinkedBlockingQueue<String>();
    var listener =
        new ResourceWatch.Listener() {
          @Override
          public void seen(ResourceWatch.Sighting sighting) {
            seen.add(sighting.name() + (sighting.gone() ? " gone" : ""));
          }

          @Override
          public void look() {
            seen.add("look");
          }
        };
    try (var _ =
        ResourceWatch.of(
            api,
            MAPS,
            Map.of("fieldSelector", "metadata.name=sample"),
            listener,
            Cluster.pause())) {
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("look");
      api.create(MAPS, sample("1"), Writes.REALLY);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("sample");
      api.delete(MAPS, "sample", Map.of(), Writes.REALLY);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("sample gone");
    }
  }

  private static Map<String, Object> sample(String value) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Map.of("name", "sample"),
        "data",
        Map.of("key", value));
  }

  private static <T> T content(ApiReply<T> reply) {
    return switch (reply) {
      case ApiReply.Ok(var content) -> content;
      case ApiReply.NotFound<T> _, ApiReply.Conflict<T> _, ApiReply.Failed<T> _ ->
          throw new AssertionError("not answered: " + reply);
    };
  }
}
