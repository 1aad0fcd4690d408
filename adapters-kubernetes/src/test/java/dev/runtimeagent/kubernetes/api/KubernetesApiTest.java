package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ClusterTest
final class KubernetesApiTest {
  private static final Resource MAPS = Resource.configMaps("default");

  private static final String METADATA_LIST_IN_JSON =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

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
    var application = application(Map.of("name", "too-large"), "x".repeat(size));

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

  @ParameterizedTest
  @MethodSource("kinds")
  void listsMetadataInProtobufAsInJson(Resource resource, Map<String, ?> manifest)
      throws IOException {
    var stored = content(api.create(resource, manifest, Writes.REALLY));
    api.delete(resource, "sample", Map.of(), Writes.REALLY);
    try (var protobuf = list(resource, KubernetesApi.METADATA_LIST, Map.of());
        var json = list(resource, METADATA_LIST_IN_JSON, Map.of())) {
      assertThat(protobuf.header("Content-Type")).startsWith(MetadataList.MEDIA_TYPE);
      assertThat(MetadataList.read(protobuf.body().byteStream()))
          .isEqualTo(Json.without(KubernetesApi.UNREAD_METADATA, json.body().byteStream()))
          .extracting(list -> Tree.children(list, "items"), LIST)
          .anySatisfy(item ->
              assertThat(item)
                  .extracting("metadata", MAP)
                  .containsEntry("uid", Tree.text(Tree.child(stored, "metadata"), "uid"))
                  .containsKeys("deletionTimestamp", "labels"));
    } finally {
      var going = content(api.get(resource, "sample"));
      Tree.child(going, "metadata").remove("finalizers");
      api.update(resource, going, Writes.REALLY);
    }
  }

  static Stream<Arguments> kinds() {
    var metadata =
        Map.of(
            "name",
            "sample",
            "labels",
            Map.of("app", "shop", "bundleId", ""),
            "annotations",
            Map.of("note", "x"),
            "finalizers",
            List.of("example.com/kept"));
    return Stream.of(
        Arguments.of(MAPS, configMap(metadata)),
        Arguments.of(Resource.applications(), application(metadata, "")));
  }

  @Test
  void turnsPagesOfMetadataInProtobuf() throws IOException {
    var maps = Resource.configMaps(Cluster.running().namespace());
    var names = List.of("a", "b", "c");
    names.forEach(name -> api.create(maps, configMap(Map.of("name", name)), Writes.REALLY));

    var read = new ArrayList<String>();
    var query = new HashMap<>(Map.of("limit", "1", "labelSelector", "!nothing"));
    do {
      try (var response = list(maps, KubernetesApi.METADATA_LIST, query)) {
        var page = MetadataList.read(response.body().byteStream());
        Tree.children(page, "items").forEach(item -> read.add(nameOf(item)));
        query.put("continue", Tree.text(Tree.child(page, "metadata"), "continue"));
      }
    } while (!query.get("continue").isEmpty());

    assertThat(read).containsSubsequence(names).doesNotHaveDuplicates();
    assertThat(content(api.listMetadata(maps, Map.of())).items())
        .extracting(KubernetesApiTest::nameOf)
        .isEqualTo(read);
  }

  /** What it refuses it tells in JSON, whatever was asked for. */
  @Test
  void understandsRefusalsOfListsInProtobuf() {
    assertThat(api.listMetadata(MAPS, Map.of("continue", "never given out")))
        .isEqualTo(
            new ApiReply.Failed<>(
                Reason.INVALID,
                "cannot list configmaps in namespace default: the API server does not take it"));
    assertThat(Cluster.running().apiAs("nobody").listMetadata(MAPS, Map.of()))
        .isInstanceOfSatisfying(
            ApiReply.Failed.class, f -> assertThat(f.reason()).isEqualTo(Reason.FORBIDDEN));
    var unserved = new Resource("", "v1", "things", Optional.empty());
    assertThat(api.listMetadata(unserved, Map.of())).isInstanceOf(ApiReply.NotFound.class);
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

  private static Map<String, Object> configMap(Map<String, ?> metadata) {
    return Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata);
  }

  private static Map<String, Object> application(Map<String, ?> metadata, String description) {
    return Map.of(
        "apiVersion",
        "applicationconnector.kyma-project.io/v1alpha1",
        "kind",
        "Application",
        "metadata",
        metadata,
        "spec",
        Map.of("description", description, "labels", Map.of(), "services", List.of()));
  }

  private static String nameOf(Map<String, ?> manifest) {
    return Tree.text(Tree.child(manifest, "metadata"), "name");
  }

  private Response list(Resource resource, String accept, Map<String, String> query)
      throws IOException {
    return api.connection().call("GET", resource.path(), query, accept, null).execute();
  }

  private static <T> T content(ApiReply<T> reply) {
    return switch (reply) {
      case ApiReply.Ok(var content) -> content;
      case ApiReply.NotFound<T> _, ApiReply.Conflict<T> _, ApiReply.Failed<T> _ ->
          throw new AssertionError("not answered: " + reply);
    };
  }
}
