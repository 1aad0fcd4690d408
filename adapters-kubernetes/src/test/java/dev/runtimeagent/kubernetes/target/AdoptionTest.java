package dev.runtimeagent.kubernetes.target;

import static dev.runtimeagent.kubernetes.target.TargetWorld.held;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the Go agent left is taken over as it is. */
final class AdoptionTest {
  private static final Application WANTED = wanted();

  @Nested
  @ClusterTest
  class WithTheDefinitionOfThisProject extends Adoption {}

  @Nested
  @ClusterTest
  class WithTheDefinitionThatIsInstalledToday extends Adoption {
    @BeforeAll
    static void install() {
      apply("installed");
    }

    @AfterAll
    static void restore() {
      Cluster.running().installDefinitions();
    }

    private static void apply(String folder) {
      Cluster.running()
          .kubectl()
          .run("apply", "-f", Path.of("src", "test", "resources", folder).toString());
    }
  }

  abstract static class Adoption {
    private final TargetWorld world = new TargetWorld();
    private final ApiProxy proxy = ApiProxy.of(Cluster.running());
    private final KubernetesApplicationTarget target = world.target(proxy.api());

    @AfterEach
    void close() {
      proxy.close();
    }

    @Test
    void takesOverWhatTheGoAgentLeft() throws IOException {
      leave();

      var adopted = held(target, "shop");

      assertThat(adopted.digest()).isEqualTo(TargetWorld.digest(target, WANTED, "shop"));
      assertThat(adopted.applicationId()).contains(WANTED.id());
      assertThat(adopted.owned()).isTrue();
    }

    @Test
    void writesOnlyTheSecretThatChanged() throws IOException {
      leave();
      world.kubectl(
          "patch",
          "secret",
          "shop-0b0b0b0b-0000-4000-8000-000000000002",
          "--type=merge",
          "-p",
          "{\"data\":{\"clientSecret\":\"eA==\"}}");

      assertThat(target.update(held(target, "shop"), WANTED)).isEqualTo(new Outcome.Done());

      assertThat(proxy.writes())
          .filteredOn(line -> line.contains("/secrets"))
          .singleElement()
          .asString()
          .contains("/secrets/shop-0b0b0b0b-0000-4000-8000-000000000002");
    }

    @Test
    void staysQuietAboutWhatItWrote() {
      target.create(WANTED, "shop");

      var seenAfresh = held(world.target(), "shop");

      assertThat(seenAfresh).isEqualTo(held(target, "shop"));
      assertThat(seenAfresh.digest()).isEqualTo(TargetWorld.digest(target, WANTED, "shop"));
    }

    private void leave() throws IOException {
      world.create(text("application.yaml"));
      var uid = Stamp.of(world.application("shop")).uid();
      world.create(text("secrets.yaml").replace("OWNER", uid));
    }
  }

  private static String text(String file) throws IOException {
    try (var stream = AdoptionTest.class.getResourceAsStream("/go-agent/" + file)) {
      return new String(Optional.ofNullable(stream).orElseThrow().readAllBytes(), UTF_8);
    }
  }

  /** The Application of the contract with one bundle more. */
  private static Application wanted() {
    var base = ApplicationTargetContract.APPLICATION;
    var bundles = new ArrayList<>(base.bundles());
    bundles.add(
        new Bundle(
            "0b0b0b0b-0000-4000-8000-000000000002",
            "Stock",
            Optional.of("What is there"),
            Optional.of("{\"type\":\"object\"}"),
            new Auth(
                new Auth.Credential.OAuth(
                    SecretText.of("id"), SecretText.of("secret"), "https://shop.example/token"),
                Map.of(),
                Map.of(),
                Optional.of("https://shop.example/csrf")),
            List.of(new ApiDefinition("api-2", "Stock API", "https://shop.example/stock")),
            List.of()));
    return new Application(
        base.id(), base.name(), base.description(), base.systemAuthIds(), bundles);
  }
}
