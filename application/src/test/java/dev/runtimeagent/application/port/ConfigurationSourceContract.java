package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every source of configuration keeps to. */
public interface ConfigurationSourceContract {
  Map<String, String> COMPLETE =
      Map.of(
          "CONNECTOR_URL", " https://connector.example/graphql\n",
          "TOKEN", "token-1\n",
          "RUNTIME_ID", "runtime-1",
          "TENANT", "tenant-1");

  ConfigurationSource source();

  /** Does what an operator does who configures these entries. */
  void configure(Map<String, String> entries) throws Exception;

  /** Does what an operator does who takes the configuration away. */
  void remove() throws Exception;

  @Test
  default void isMissingAtFirst() {
    assertThat(source().read()).isInstanceOf(ConfigurationReading.Missing.class);
  }

  @Test
  default void readsTheFourKeysTrimmed() throws Exception {
    configure(COMPLETE);

    assertThat(source().read())
        .isEqualTo(
            new ConfigurationReading.Usable(
                new ConnectionConfiguration(
                    URI.create("https://connector.example/graphql"),
                    SecretText.of("token-1"),
                    "runtime-1",
                    "tenant-1")));
  }

  @Test
  default void namesWhatIsMissing() throws Exception {
    configure(Map.of("TOKEN", "token-1", "TENANT", "tenant-1"));

    assertThat(source().read())
        .isInstanceOfSatisfying(
            ConfigurationReading.Incomplete.class,
            incomplete ->
                assertThat(incomplete.problems())
                    .singleElement()
                    .asString()
                    .contains("CONNECTOR_URL", "RUNTIME_ID")
                    .doesNotContain("TOKEN", "TENANT"));
  }

  @Test
  default void isMissingOnceRemoved() throws Exception {
    configure(COMPLETE);
    remove();

    assertThat(source().read()).isInstanceOf(ConfigurationReading.Missing.class);
  }

  @Test
  default void tellsOfChange() throws Exception {
    var told = new CountDownLatch(1);
    try (var _ = source().watch(told::countDown)) {
      configure(COMPLETE);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  default void tellsOfRemoval() throws Exception {
    configure(COMPLETE);
    var told = new CountDownLatch(1);
    try (var _ = source().watch(told::countDown)) {
      remove();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  default void saysWhereItLooks() {
    assertThat(source().whereabouts()).isNotBlank();
  }
}
