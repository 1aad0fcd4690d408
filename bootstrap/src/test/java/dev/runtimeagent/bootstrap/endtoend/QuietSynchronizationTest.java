package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.record.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent does while nothing changes. */
class QuietSynchronizationTest {
  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void asksTheDirectorOnceAndWritesNothing() throws Exception {
    scene.putApplications(20);
    scene.synchronize();
    scene.awaitSynchronization();
    var traces = scene.store().traces();
    scene.compass().requests().clear();
    scene.awaitRequests(10, r -> r.asks("applicationsForRuntime") && r.status() == 200);
    assertThat(scene.compass().requests().matching(r -> r.service() != Service.DIRECTOR)).isEmpty();
    assertThat(scene.compass().requests().all())
        .allSatisfy(r -> assertThat(r.asks("applicationsForRuntime")).isTrue());
    assertThat(scene.store().traces()).isEqualTo(traces);
  }
}
