package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every source of configuration keeps to. */
@ExtendWith(Rules.class)
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

  /** Does what somebody does by whom it cannot be read whether there is a configuration. */
  default void makeUnreadable() throws Exception {
    Assumptions.abort("it is not said how to keep the configuration from being read");
  }

  /** The source, whose answers are looked at. */
  default ConfigurationSource observed() {
    return Observed.of(ConfigurationSource.class, source(), List.of("token-1"));
  }

  @Test
  @Rule("D 3: Missing is not unreadable: nothing is concluded.")
  default void concludesNothingFromWhatCannotBeRead() throws Exception {
    configure(COMPLETE);
    makeUnreadable();

    assertThat(observed().read()).isInstanceOf(ConfigurationReading.Unreadable.class);
  }

  @Test
  @Rule("Ports: Until closed, a watch calls; afterwards it does not.")
  default void tellsNothingToWhoeverClosed() throws Exception {
    ClosedWatch.tellsNothing(observed()::watch, () -> configure(COMPLETE));
  }

  @Test
  @Rule("D 3: Missing means that it is certain that there is none.")
  default void isMissingAtFirst() {
    assertThat(observed().read()).isInstanceOf(ConfigurationReading.Missing.class);
  }

  @Test
  @Rule("D 3: Values are trimmed.")
  default void readsTheFourKeysTrimmed() throws Exception {
    configure(COMPLETE);

    assertThat(observed().read())
        .isEqualTo(
            new ConfigurationReading.Usable(
                new ConnectionConfiguration(
                    URI.create("https://connector.example/graphql"),
                    SecretText.of("token-1"),
                    "runtime-1",
                    "tenant-1")));
  }

  @Test
  @Rule("D 7: Messages about a configuration name its missing keys.")
  default void namesWhatIsMissing() throws Exception {
    configure(Map.of("TOKEN", "token-1", "TENANT", "tenant-1"));

    assertThat(observed().read())
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
  @Rule("D 3: Missing means that it is certain that there is none.")
  default void isMissingOnceRemoved() throws Exception {
    configure(COMPLETE);
    remove();

    assertThat(observed().read()).isInstanceOf(ConfigurationReading.Missing.class);
  }

  @Test
  @Rule("D 3: The configuration is watched (change acted on within 2 s).")
  default void tellsOfChange() throws Exception {
    var told = new CountDownLatch(1);
    try (var _ = observed().watch(told::countDown)) {
      configure(COMPLETE);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Rule("D 3: The configuration is watched (change acted on within 2 s).")
  default void tellsOfRemoval() throws Exception {
    configure(COMPLETE);
    var told = new CountDownLatch(1);
    try (var _ = observed().watch(told::countDown)) {
      remove();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Rule("D 5: One new token: how: an operator is told where to put it.")
  default void saysWhereItLooks() {
    assertThat(observed().whereabouts()).isNotBlank();
  }
}
