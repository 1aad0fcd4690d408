package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A watch of which nothing comes but that its version is too old. */
@ClusterTest
class EndedWatchTest {
  private static final String WATCHES = "GET .*/configmaps\\?.*watch=true.*";
  private static final String TOO_OLD =
      """
      {"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"Expired","code":410}}
      """;

  private final Cluster cluster = Cluster.running();
  private final ApiProxy proxy = ApiProxy.of(cluster);
  private final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void isBegunAnewEverMoreSlowly() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      proxy.failMatching(WATCHES, new MockResponse.Builder().body(TOO_OLD).build());
    }
    var maps = Resource.configMaps(cluster.namespace());
    try (var _ = ResourceWatch.named(proxy.api(), maps, "it", () -> {}, pauses::add)) {
      for (var seconds = 1; seconds <= 4; seconds *= 2) {
        assertThat(pauses.poll(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(seconds));
      }
    }
  }
}
