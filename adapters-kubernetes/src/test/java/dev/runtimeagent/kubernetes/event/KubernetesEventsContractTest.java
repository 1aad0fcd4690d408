package dev.runtimeagent.kubernetes.event;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorderContract;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Events keep to what everything keeps to that tells operators what happens. */
@ClusterTest
final class KubernetesEventsContractTest implements EventRecorderContract {
  private final Cluster cluster = Cluster.running();
  private final ApiProxy proxy = ApiProxy.of(cluster);
  private final Dial dial = Dial.atNoon();
  private final List<KubernetesEvents> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(KubernetesEvents::close);
    proxy.close();
  }

  @Override
  public EventRecorder open() {
    var events = KubernetesEvents.begin(proxy.api(), dial, () -> 0, dial);
    opened.add(events);
    return events;
  }

  @Override
  public String toldUntil(String reason) {
    Cluster.await(reason + " was told", () -> all().contains(reason));
    return all();
  }

  @Override
  public void makeUnreachable() {
    proxy.close();
  }

  private String all() {
    return cluster.kubectl().in("default").run("get", "events", "-o", "json");
  }
}
