package dev.runtimeagent.kubernetes.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.ResourceWatch;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the API server about one object, and what is known without asking. */
@ClusterTest
class WatchedObjectTest {
  private static final String LISTS = "GET \\S+/configmaps\\?.*";
  private static final String WATCHES = LISTS + "watch=true.*";

  private final Cluster cluster = Cluster.running();
  private final String namespace = cluster.namespace();
  private final Resource maps = Resource.configMaps(namespace);
  private final ApiProxy proxy = ApiProxy.of(cluster);
  private final KubernetesApi somebody = cluster.api();
  private final WatchedObject object = new WatchedObject(proxy.api(), maps, "it");

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void isReadEachTimeWhileNobodyWatches() {
    object.create(map("1"));

    assertThat(value()).isEqualTo("1");
    assertThat(value()).isEqualTo("1");
    assertThat(reads()).isEqualTo(2);
  }

  @Test
  void isReadOnceWhileAWatchFollows() {
    somebody.create(maps, map("1"), Writes.REALLY);
    try (var _ = followed()) {
      assertThat(value()).isEqualTo("1");
      var reads = reads();

      assertThat(value()).isEqualTo("1");
      assertThat(reads()).isEqualTo(reads);
    }
  }

  @Test
  void isKnownToBeMissing() {
    try (var _ = followed()) {
      assertThat(object.get()).isInstanceOf(ApiReply.NotFound.class);
      var reads = reads();

      assertThat(object.get()).isInstanceOf(ApiReply.NotFound.class);
      assertThat(reads()).isEqualTo(reads);

      somebody.create(maps, map("1"), Writes.REALLY);
      Cluster.await("it is there", () -> value().equals("1"));
    }
  }

  @Test
  void isReadAgainWhenSomebodyElseChangesOrDeletesIt() {
    somebody.create(maps, map("1"), Writes.REALLY);
    try (var _ = followed()) {
      assertThat(value()).isEqualTo("1");

      somebody.update(maps, map("2"), Writes.REALLY);
      Cluster.await("it is changed", () -> value().equals("2"));

      somebody.delete(maps, "it", Map.of(), Writes.REALLY);
      Cluster.await("it is gone", () -> object.get() instanceof ApiReply.NotFound);
    }
  }

  @Test
  void isKnownByWhatTheAgentWrote() {
    try (var _ = followed()) {
      var created = tree(object.create(map("1")));
      assertThat(value()).isEqualTo("1");
      object.update(with(created, "2"));

      assertThat(value()).isEqualTo("2");
      assertThat(reads()).isZero();
    }
  }

  @Test
  void isReadAgainAfterAWriteThatDidNotSucceed() {
    var outdated = tree(object.create(map("1")));
    try (var _ = followed()) {
      somebody.update(maps, map("2"), Writes.REALLY);
      Cluster.await("it is changed", () -> value().equals("2"));

      assertThat(object.update(with(outdated, "3"))).isInstanceOf(ApiReply.Conflict.class);
      var reads = reads();

      assertThat(value()).isEqualTo("2");
      assertThat(reads()).isEqualTo(reads + 1);
    }
  }

  @Test
  void isNotKnownByAReadThatFailed() {
    somebody.create(maps, map("1"), Writes.REALLY);
    try (var _ = followed()) {
      // What followed() read is not known any more.
      somebody.update(maps, map("2"), Writes.REALLY);
      Cluster.await("it is changed", () -> value().equals("2"));
      object.update(map("3"));
      object.delete(Map.of());
      proxy.fail("GET " + path(), 500);

      assertThat(object.get()).isInstanceOf(ApiReply.Failed.class);
      assertThat(object.get()).isInstanceOf(ApiReply.NotFound.class);
    }
  }

  @Test
  void isReadAgainWhenTheWatchEnds() throws InterruptedException {
    somebody.create(maps, map("1"), Writes.REALLY);
    var looks = new LinkedBlockingQueue<String>();
    try (var _ = object.watch(observer(looks), Cluster.pause())) {
      awaitKnown();
      // The next watch cannot go on from where this one was.
      proxy.failMatching(WATCHES, new MockResponse.Builder().code(410).build());
      proxy.endWatches();

      assertThat(looks.poll(30, TimeUnit.SECONDS)).isEqualTo("look");
      assertThat(looks.poll(30, TimeUnit.SECONDS)).isEqualTo("look");
      awaitKnown();
    }
  }

  @Test
  void asksWhileAWatchCannotBeHad() {
    somebody.create(maps, map("1"), Writes.REALLY);
    var cut = new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    proxy.failMatching(LISTS, cut);
    proxy.failMatching(LISTS, cut);
    try (var _ = object.follow(Cluster.pause())) {
      assertThat(value()).isEqualTo("1");
      awaitKnown();
    }
  }

  /** Followed by now, since it is known without being read. */
  private Watch followed() {
    var watch = object.follow(Cluster.pause());
    awaitKnown();
    proxy.forgetRequests();
    var _ = object.get();
    return watch;
  }

  private void awaitKnown() {
    Cluster.await(
        "it is followed",
        () -> {
          var _ = object.get();
          var reads = reads();
          var _ = object.get();
          return reads() == reads;
        });
  }

  private static WatchedObject.Observer observer(LinkedBlockingQueue<String> told) {
    return new WatchedObject.Observer() {
      @Override
      public void seen(ResourceWatch.Sighting sighting) {
        told.add(sighting.version());
      }

      @Override
      public void look() {
        told.add("look");
      }
    };
  }

  private long reads() {
    return proxy.requests().stream().filter(("GET " + path())::equals).count();
  }

  private String path() {
    return "/api/v1/namespaces/" + namespace + "/configmaps/it";
  }

  private String value() {
    return object.get() instanceof ApiReply.Ok(var tree)
        ? Tree.text(Tree.child(tree, "data"), "key")
        : "";
  }

  private static Map<String, @Nullable Object> tree(ApiReply<Map<String, @Nullable Object>> reply) {
    assertThat(reply).isInstanceOf(ApiReply.Ok.class);
    return ((ApiReply.Ok<Map<String, @Nullable Object>>) reply).content();
  }

  private static Map<String, @Nullable Object> map(String value) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("apiVersion", "v1");
    map.put("kind", "ConfigMap");
    map.put("metadata", Map.of("name", "it"));
    map.put("data", Map.of("key", value));
    return map;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> tree, String value) {
    var changed = new LinkedHashMap<String, @Nullable Object>(tree);
    changed.put("data", Map.of("key", value));
    return changed;
  }
}
