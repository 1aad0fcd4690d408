package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of more than one page, at all levels. */
class LargeLandscapeTest {
  private static final int MANY = 450;
  private static final String LISTING = "applicationsForRuntime";

  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void everythingArrivesAndASecondSynchronizationWritesNothing() throws Exception {
    scene.putApplications(MANY - 2);
    scene.compass().put(manyBundles());
    scene.compass().put(manyApis());
    var agent = scene.synchronize("APP_CONTROLLER_SYNC_PERIOD=2s");
    var store = scene.store();
    assertThat(store.applicationNames()).hasSize(MANY);
    for (int i = 0; i < MANY - 2; i++) {
      var application = store.application("mp-app-" + i);
      assertThat(application.at("/metadata/name").asText()).isEqualTo("mp-app-" + i);
      assertThat(application.at("/spec/services")).hasSize(1);
      assertThat(application.at("/spec/services/0/entries/0/targetUrl").asText())
          .isEqualTo("https://app-" + i + ".example.com/v1");
    }
    assertThat(store.application("mp-bundles").at("/spec/services")).hasSize(MANY);
    assertThat(store.application("mp-apis").at("/spec/services/0/entries")).hasSize(MANY);
    var traces = written();
    scene.awaitSynchronization();
    assertThat(written()).isEqualTo(traces);
    assertThat(agent.state()).isEqualTo("Synchronized");
  }

  @Test
  void anApplicationThatSlidesToAnotherPageIsNotLost() throws Exception {
    var applications = scene.putApplications(MANY);
    var agent = scene.synchronize("APP_CONTROLLER_SYNC_PERIOD=1s");
    var traces = written();
    // One of the first page goes, so that the first of the second one slides to the first.
    var gone = applications.stream().min(Comparator.comparing(Application::id)).orElseThrow();
    scene
        .compass()
        .fault(
            Fault.once(Faults.afterwards(() -> scene.compass().landscape().remove(gone.id())))
                .on(LISTING)
                .when(r ->
                    String.valueOf(r.variables()).contains("after=null")
                        || !String.valueOf(r.variables()).contains("after=")));
    scene
        .store()
        .await(
            scene.store().applications(),
            () -> !scene.store().applicationNames().contains("mp-" + gone.name()));
    scene.awaitSynchronization();
    traces.keySet().removeIf(path -> path.contains("/mp-" + gone.name() + "."));
    assertThat(scene.store().applicationNames()).hasSize(MANY - 1);
    assertThat(written()).containsAllEntriesOf(applicationsOnly(traces));
    assertThat(agent.state()).isEqualTo("Synchronized");
  }

  private static Map<String, String> applicationsOnly(Map<String, String> traces) {
    traces.keySet().removeIf(path -> !path.startsWith("applications/"));
    return traces;
  }

  private Map<String, String> written() {
    var traces = scene.store().traces();
    traces.remove("connection/compass-connection.yaml");
    return traces;
  }

  private static Application manyBundles() {
    return Application.named("bundles")
        .withBundles(
            IntStream.range(0, MANY)
                .mapToObj(i ->
                    Bundle.of("bundle-" + i)
                        .withApis(ApiDefinition.of("api-" + i, "https://api.example.com/" + i)))
                .toList());
  }

  private static Application manyApis() {
    return Application.named("apis")
        .withBundles(
            Bundle.of("bundle")
                .withApis(
                    IntStream.range(0, MANY)
                        .mapToObj(i -> ApiDefinition.of("api-" + i, "https://a.example.com/" + i))
                        .toList()));
  }
}
