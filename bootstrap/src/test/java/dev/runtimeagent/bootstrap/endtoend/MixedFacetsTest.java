package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Home and target of different kinds. */
@ClusterTest
class MixedFacetsTest {
  @RegisterExtension final ClusterScene cluster = ClusterScene.usual();

  @Nested
  class ClusterAsHomeAndFolderAsTarget {
    @Test
    void keepsTheConnectionThereAndApplicationsHere() throws Exception {
      cluster.putApplications(2);
      cluster.synchronize("APP_TARGET=filesystem", "APP_STORE_DIR=" + store().root());

      assertThat(store().applicationNames()).containsExactly("mp-app-0", "mp-app-1");
      assertThat(store().entry(secret("mp-app-0"), "password")).isEqualTo("password of app-0");
      assertThat(store().credentials()).doesNotExist();
      assertThat(store().document()).isEmpty();
      assertThat(cluster.kubectl().run("get", "applications", "-o", "name")).isBlank();
      assertThat(cluster.read("secret", "credentials")).isPresent();
    }

    @Test
    void restartsWithoutATokenAndWritesNothing() throws Exception {
      cluster.putApplications(2);
      String[] mixed = {"APP_TARGET=filesystem", "APP_STORE_DIR=" + store().root()};
      cluster.synchronize(mixed).end();
      var before = store().traces();
      var calls = cluster.tokenCalls();

      cluster.start(mixed).awaitState("Synchronized");
      cluster.awaitSynchronization();

      assertThat(store().traces()).isEqualTo(before);
      assertThat(cluster.tokenCalls()).isEqualTo(calls);
    }
  }

  @Nested
  class FolderAsHomeAndClusterAsTarget {
    @Test
    void keepsTheConnectionHereAndApplicationsThere() throws Exception {
      cluster.putApplications(2);
      synchronize();

      assertThat(cluster.kubectl().run("get", "applications", "-o", "name"))
          .contains("mp-app-0", "mp-app-1");
      assertThat(store().applicationNames()).isEmpty();
      assertThat(store().credentials()).exists();
      assertThat(cluster.document()).isEmpty();
      assertThat(cluster.read("secret", "credentials")).isEmpty();
      assertThat(cluster.read("lease", "runtime-agent")).isEmpty();
    }

    @Test
    void deletesThereWhatCompassHasNoMore() throws Exception {
      var applications = cluster.putApplications(2);
      synchronize();
      cluster.compass().landscape().remove(applications.getFirst().id());
      cluster.await("mp-app-0 is gone", () -> cluster.read("application", "mp-app-0").isEmpty());
      assertThat(cluster.read("application", "mp-app-1")).isPresent();
    }

    private RunningAgent synchronize() throws Exception {
      store().prepare();
      store().configure(cluster.entries(cluster.issueToken().token()));
      return cluster
          .start(
              "APP_RUNTIME=filesystem", "APP_TARGET=kubernetes", "APP_STORE_DIR=" + store().root())
          .awaitState("Synchronized");
    }
  }

  private Store store() {
    return new Store(cluster.folder().resolve("store"));
  }

  private Path secret(String application) throws Exception {
    var entry = store().application(application).at("/spec/services/0/entries/0");
    return store().secrets().resolve(entry.at("/credentials/secretName").asText() + ".yaml");
  }
}
