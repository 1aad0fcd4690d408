package dev.runtimeagent.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.bootstrap.discovery.Discovery;
import dev.runtimeagent.bootstrap.discovery.FoundRuntime;
import dev.runtimeagent.bootstrap.discovery.Runtimes;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Unusable;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  @Test
  void hasTheDefaultsOfTheGoAgentAndItsOwn() {
    assertThat(usable(Map.of()))
        .isEqualTo(
            new Settings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                0.3,
                false,
                URI.create("https://gateway.kyma.local"),
                URI.create("https://console.kyma.local"),
                false,
                8090,
                Optional.empty(),
                Duration.ofHours(24),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                new DeletionLimit.Percent(10),
                Optional.empty(),
                LogLevel.INFO));
  }

  @Test
  void takesAReaderThatRunsOutOfStackForOneThatRefuses() {
    var type =
        SettingType.<String>of(
            "short",
            _ -> {
              throw new StackOverflowError();
            });
    List<Setting<?>> settings = List.of(Setting.optional("APP_SAMPLE", type, "a sample"));
    var runtime =
        new FoundRuntime(
            Discovery.ofProcess(List.of()).usable().getFirst().provider(),
            "filesystem",
            EnumSet.allOf(Facet.class),
            settings,
            "a jar");
    var runtimes = new Runtimes(List.of(runtime), List.of());

    var outcome = SettingsReader.read(Map.of("APP_SAMPLE", "x"), runtimes);

    assertThat(((Unusable) outcome).problems())
        .containsExactly("APP_SAMPLE is \"x\", but must be short");
  }

  @Test
  void knowsTheseNames() {
    assertThat(rows(Map.of()).map(row -> row.setting().name()))
        .containsExactly(
            "APP_RUNTIME",
            "APP_TARGET",
            "APP_CONTROLLER_SYNC_PERIOD",
            "APP_MINIMAL_COMPASS_SYNC_TIME",
            "APP_CERT_VALIDITY_RENEWAL_THRESHOLD",
            "APP_SKIP_COMPASS_TLS_VERIFY",
            "APP_RUNTIME_EVENTS_URL",
            "APP_RUNTIME_CONSOLE_URL",
            "APP_QUERY_LOGGING",
            "APP_HEALTH_PORT",
            "APP_COMPASS_CA_FILE",
            "APP_CONNECTION_CHECK_INTERVAL",
            "APP_LOST_AFTER",
            "APP_DELETION_HOLD",
            "APP_DELETION_HOLD_ALL",
            "APP_DELETION_LIMIT",
            "APP_LOG_FORMAT",
            "APP_LOG_LEVEL",
            "APP_STORE_DIR",
            "APP_SKIP_APPS_TLS_VERIFY",
            "APP_CENTRAL_GATEWAY_SERVICE_URL",
            "APP_INTEGRATION_NAMESPACE",
            "APP_AGENT_CONFIGURATION_SECRET",
            "APP_CONNECTION_CONFIG_MAP",
            "APP_CLUSTER_CERTIFICATES_SECRET",
            "APP_CA_CERTIFICATES_SECRET",
            "APP_METRICS_LOGGING_TIME_INTERVAL");
  }

  @Test
  void takesEveryVariable() {
    Settings settings =
        usable(
            Map.ofEntries(
                Map.entry("APP_RUNTIME", "Kubernetes"),
                Map.entry("APP_CONTROLLER_SYNC_PERIOD", "180s"),
                Map.entry("APP_MINIMAL_COMPASS_SYNC_TIME", "0"),
                Map.entry("APP_CERT_VALIDITY_RENEWAL_THRESHOLD", ".5"),
                Map.entry("APP_SKIP_COMPASS_TLS_VERIFY", "T"),
                Map.entry("APP_RUNTIME_EVENTS_URL", "https://events.example"),
                Map.entry("APP_RUNTIME_CONSOLE_URL", "https://console.example"),
                Map.entry("APP_QUERY_LOGGING", "TRUE"),
                Map.entry("APP_HEALTH_PORT", "0"),
                Map.entry("APP_COMPASS_CA_FILE", "/etc/ca.pem"),
                Map.entry("APP_CONNECTION_CHECK_INTERVAL", "1h"),
                Map.entry("APP_LOST_AFTER", "1m"),
                Map.entry("APP_DELETION_HOLD", "2m"),
                Map.entry("APP_DELETION_HOLD_ALL", "3m"),
                Map.entry("APP_DELETION_LIMIT", "5"),
                Map.entry("APP_LOG_FORMAT", "JSON"),
                Map.entry("APP_LOG_LEVEL", "debug")));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                Duration.ofMinutes(3),
                Duration.ZERO,
                0.5,
                true,
                URI.create("https://events.example"),
                URI.create("https://console.example"),
                true,
                0,
                Optional.of(Path.of("/etc/ca.pem")),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                new DeletionLimit.Count(5),
                Optional.of(LogFormat.JSON),
                LogLevel.DEBUG));
  }

  @Nested
  class Spelling {
    @ParameterizedTest
    @ValueSource(
        strings = {"APP_HEALTH_PORT", "APP_HEALTHPORT", "app_health_port", "app_healthport"})
    void isFreeInCaseAndInnerUnderscores(String name) {
      assertThat(usable(Map.of(name, "1234")).healthPort()).isEqualTo(1234);
    }

    @Test
    void goesByByteOrderWhereSeveralAreSet() {
      Map<String, String> environment =
          Map.of("APP_HEALTH_PORT", "2", "APP_HEALTHPORT", "1", "app_health_port", "3");
      assertThat(usable(environment).healthPort()).isEqualTo(1);
      assertThat(read(environment).warnings())
          .containsExactly(
              "APP_HEALTH_PORT is ignored, because APP_HEALTHPORT is set",
              "app_health_port is ignored, because APP_HEALTHPORT is set");
    }

    @Test
    void skipsEmptyOnes() {
      assertThat(usable(Map.of("APP_HEALTHPORT", "", "APP_HEALTH_PORT", "2")).healthPort())
          .isEqualTo(2);
    }
  }

  @Nested
  class Defaults {
    @Test
    void standWhereAVariableIsEmpty() {
      Map<String, String> empty =
          rows(Map.of()).collect(Collectors.toMap(row -> row.setting().name(), _ -> ""));
      assertThat(usable(empty)).isEqualTo(usable(Map.of()));
    }

    @Test
    void areTheClusterInsideAPod() {
      var choice = choice(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
      assertThat(choice.home().name()).isEqualTo("kubernetes");
      assertThat(choice.target()).isEqualTo(choice.home());
    }

    @Test
    void giveWayInsideAPodToo() {
      var environment = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "APP_RUNTIME", "filesystem");
      assertThat(choice(environment).home().name()).isEqualTo("filesystem");
      assertThat(choice(environment).target().name()).isEqualTo("filesystem");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "APP_STORE_DIR,'a\0b'",
    "APP_AGENT_CONFIGURATION_SECRET,/",
    "APP_CONNECTION_CONFIG_MAP,ns/Name",
    "APP_CONTROLLER_SYNC_PERIOD,0",
    "APP_CONTROLLER_SYNC_PERIOD,-20s",
    "APP_CONTROLLER_SYNC_PERIOD,20",
    "APP_MINIMAL_COMPASS_SYNC_TIME,-1s",
    "APP_CERT_VALIDITY_RENEWAL_THRESHOLD,0",
    "APP_CERT_VALIDITY_RENEWAL_THRESHOLD,1",
    "APP_CERT_VALIDITY_RENEWAL_THRESHOLD,2",
    "APP_CERT_VALIDITY_RENEWAL_THRESHOLD,NaN",
    "APP_CLUSTER_CERTIFICATES_SECRET,../x",
    "APP_CA_CERTIFICATES_SECRET,a_b/c",
    "APP_SKIP_COMPASS_TLS_VERIFY,yes",
    "APP_SKIP_APPS_TLS_VERIFY,2",
    "APP_CENTRAL_GATEWAY_SERVICE_URL,gateway:80",
    "APP_INTEGRATION_NAMESPACE,Kyma",
    "APP_RUNTIME_EVENTS_URL,ftp://events",
    "APP_RUNTIME_CONSOLE_URL,https://",
    "APP_QUERY_LOGGING,on",
    "APP_METRICS_LOGGING_TIME_INTERVAL,soon",
    "APP_HEALTH_PORT,65536",
    "APP_HEALTH_PORT,http",
    "APP_COMPASS_CA_FILE,'\0'",
    "APP_CONNECTION_CHECK_INTERVAL,1d",
    "APP_LOST_AFTER,0s",
    "APP_DELETION_HOLD,-1m",
    "APP_DELETION_HOLD_ALL,ever",
    "APP_DELETION_LIMIT,101%",
    "APP_DELETION_LIMIT,-1",
    "APP_LOG_FORMAT,xml",
    "APP_LOG_LEVEL,loud"
  })
  void refusesAndNamesWhatCannotBeUsed(String name, String value) {
    var allowed =
        rows(Map.of())
            .filter(row -> row.setting().name().equals(name))
            .map(row -> row.setting().type().allowed())
            .findFirst()
            .orElseThrow();
    assertThat(unusable(Map.of(name, value)).problems())
        .containsExactly("%s is \"%s\", but must be %s".formatted(name, value, allowed));
  }

  @Test
  void reportsEverythingUnusableAtOnceUnderTheNameThatWasSet() {
    Map<String, String> environment = Map.of("app_healthport", "x", "APP_LOST_AFTER", "y");
    assertThat(unusable(environment).problems())
        .containsExactly(
            "app_healthport is \"x\", but must be a port, 0 to 65535 (0: any free one)",
            "APP_LOST_AFTER is \"y\", but must be a duration above zero like 15s, 3m or 1h30m");
  }

  @Test
  void showsNoPasswordOfAUrl() {
    Map<String, String> environment =
        Map.of("APP_RUNTIME_EVENTS_URL", "https://user:canary@events.example");
    assertThat(read(environment).toString()).doesNotContain("canary");
  }

  @Test
  void namesTheNearestSettingToAnUnknownOne() {
    Map<String, String> environment = Map.of("APP_CONTROLER_SYNCPERIOD", "1s", "OTHER", "1");
    assertThat(read(environment).warnings())
        .containsExactly(
            "APP_CONTROLER_SYNCPERIOD is not a setting; did you mean APP_CONTROLLER_SYNC_PERIOD?");
  }

  @Test
  void leavesOutAWordRatherThanThinkOfAnotherSetting() {
    assertThat(read(Map.of("APP_SYNC_PERIODE", "1s")).warnings())
        .containsExactly(
            "APP_SYNC_PERIODE is not a setting; did you mean APP_CONTROLLER_SYNC_PERIOD?");
  }

  @Test
  void acceptsAndIgnoresSettingsOfOlderVersions() {
    Map<String, String> obsolete =
        EnvironmentHints.OBSOLETE.stream().collect(Collectors.toMap(name -> name, _ -> "?"));
    assertThat(read(obsolete).warnings()).isEmpty();
    assertThat(read(obsolete).rows()).isEqualTo(read(Map.of()).rows());
  }

  @Test
  void tellsWhereEachValueComesFrom() {
    assertThat(rows(Map.of("app_healthport", " 99 ")))
        .extracting(
            row -> row.setting().name(), SettingsOutcome.Row::value, SettingsOutcome.Row::source)
        .contains(tuple("APP_HEALTH_PORT", "99", "app_healthport"))
        .contains(tuple("APP_LOST_AFTER", "15m", "default"))
        .contains(tuple("APP_RUNTIME", "filesystem", "default"));
  }

  @Test
  void tellsWhoseEachSettingIs() {
    assertThat(rows(Map.of()))
        .extracting(row -> row.setting().name(), SettingsOutcome.Row::owners)
        .contains(tuple("APP_LOST_AFTER", List.of()))
        .contains(tuple("APP_STORE_DIR", List.of("filesystem")))
        .contains(tuple("APP_INTEGRATION_NAMESPACE", List.of("filesystem", "kubernetes")));
  }

  private static SettingsOutcome read(Map<String, String> environment) {
    return SettingsReader.read(environment, Discovery.ofProcess(CoreSettings.all()));
  }

  private static Stream<SettingsOutcome.Row> rows(Map<String, String> environment) {
    return read(environment).rows().stream();
  }

  private static Settings usable(Map<String, String> environment) {
    SettingsOutcome outcome = read(environment);
    assertThat(outcome).isInstanceOf(Usable.class);
    return ((Usable) outcome).settings();
  }

  private static Choice choice(Map<String, String> environment) {
    SettingsOutcome outcome = read(environment);
    assertThat(outcome).isInstanceOf(Usable.class);
    return ((Usable) outcome).choice();
  }

  private static Unusable unusable(Map<String, String> environment) {
    SettingsOutcome outcome = read(environment);
    assertThat(outcome).isInstanceOf(Unusable.class);
    return (Unusable) outcome;
  }
}
