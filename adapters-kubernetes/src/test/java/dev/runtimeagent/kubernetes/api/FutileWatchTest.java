package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches of which nothing comes, or nothing but that their version is too old. */
@ClusterTest
class FutileWatchTest {
  private static final String WATCHES = "GET .*/configmaps\\?.*watch=true.*";
  private static final String TOO_OLD =
      """
      {"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"Expired","code":410}}
      """;

  private final Cluster cluster = Cluster.running();
  private final Resource maps = Resource.configMaps(cluster.namespace());
  private final ApiProxy proxy = ApiProxy.of(cluster);
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void aSilentOneIsEndedAndHasEverythingLookedAt() throws InterruptedException {
    try (var _ = watch()) {
      awaitTold("look");
      awaitTold("follows");
      proxy.muteWatches();
      cluster.api().create(maps, map(), Writes.REALLY);

      awaitTold("follows no more");
      awaitTold("look");
    }
  }

  @Test
  void oneIsEndedAsOftenAsItIsSilent() throws InterruptedException {
    proxy.muteWatches();
    try (var _ = watch()) {
      for (int i = 0; i < 2; i++) {
        awaitTold("look");
        awaitTold("follows");
        awaitTold("follows no more");
      }
    }
  }

  @Test
  void oneThatHasNothingToTellIsNotMistakenForIt() throws InterruptedException {
    try (var _ = watch(Duration.ofSeconds(150))) {
      awaitTold("look");
      awaitTold("follows");
      cluster.api().create(maps, map(), Writes.REALLY);

      awaitTold("seen");
    }
  }

  @Test
  void oneThatIsTooOldIsBegunAnewEverMoreSlowly() throws InterruptedException {
    var pauses = new LinkedBlockingQueue<Duration>();
    for (int i = 0; i < 3; i++) {
      proxy.failMatching(WATCHES, new MockResponse.Builder().body(TOO_OLD).build());
    }
    try (var _ = ResourceWatch.named(proxy.api(), maps, "it", () -> {}, pauses::add)) {
      for (var seconds = 1; seconds <= 4; seconds *= 2) {
        assertThat(pauses.poll(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(seconds));
      }
    }
  }

  private ResourceWatch watch() {
    return watch(Duration.ofMillis(500));
  }

  private ResourceWatch watch(Duration silence) {
    var listener =
        new ResourceWatch.Listener() {
          @Override
          public void seen(ResourceWatch.Sighting sighting) {
            told.add("seen");
          }

          @Override
          public void look() {
            told.add("look");
          }

          @Override
          public void follows(boolean now) {
            told.add(now ? "follows" : "follows no more");
          }
        };
    var named = Map.of("fieldSelector", "metadata.name=it");
    return ResourceWatch.of(proxy.api(silence), maps, named, listener, Cluster.pause());
  }

  private void awaitTold(String expected) throws InterruptedException {
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
  }

  private static Map<String, Object> map() {
    return Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "it"));
  }
}
