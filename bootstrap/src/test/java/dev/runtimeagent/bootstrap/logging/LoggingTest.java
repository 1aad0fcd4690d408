package dev.runtimeagent.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.bootstrap.settings.LogFormat;
import dev.runtimeagent.bootstrap.settings.LogLevel;
import dev.runtimeagent.domain.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final ByteArrayOutputStream target = new ByteArrayOutputStream();
  private final Logger log = LoggerFactory.getLogger("dev.runtimeagent.test");

  @AfterEach
  void quiet() {
    Logging.start(LogFormat.TEXT, LogLevel.ERROR, System.err);
  }

  @Test
  void writesOneJsonObjectPerLineWithItsKeys() throws IOException {
    Logging.start(LogFormat.JSON, LogLevel.INFO, target);
    log.atInfo()
        .addKeyValue("name", "two\nlines")
        .addKeyValue("count", 3)
        .addKeyValue("message", "twice")
        .addKeyValue("absent", (Object) null)
        .log("application created");
    JsonNode line = new ObjectMapper().readTree(lines());
    assertThat(lines()).hasLineCount(1);
    assertThat(line.get("level").asText()).isEqualTo("info");
    assertThat(line.get("message").asText()).isEqualTo("application created");
    assertThat(line.get("message_").asText()).isEqualTo("twice");
    assertThat(line.get("name").asText()).isEqualTo("two\nlines");
    assertThat(line.get("count").isInt()).isTrue();
    assertThat(line.get("absent").isNull()).isTrue();
    assertThat(line.get("time").asText()).endsWith("Z");
  }

  @Test
  void tellsOfExceptionsThatAreEachOthersCause() {
    Logging.start(LogFormat.JSON, LogLevel.INFO, target);
    var one = new IllegalStateException();
    one.initCause(new AssertionError(one));

    new LoggedEvents().bug("doing it", one);

    assertThat(lines()).hasLineCount(1).contains("doing it", "IllegalStateException");
  }

  @Test
  void writesWhatIsNestedAsJson() throws IOException {
    Logging.start(LogFormat.JSON, LogLevel.INFO, target);
    log.atInfo()
        .addKeyValue(
            "info", Map.of("list", List.of(Map.of("name", "a \"b\""), true), "none", List.of()))
        .log("report");
    assertThat(new ObjectMapper().readTree(lines()).get("info"))
        .isEqualTo(
            new ObjectMapper()
                .readTree("{\"list\": [{\"name\": \"a \\\"b\\\"\"}, true], \"none\": []}"));
  }

  @Test
  void writesTextThatNoValueCanForge() {
    Logging.start(LogFormat.TEXT, LogLevel.INFO, target);
    log.atWarn()
        .addKeyValue("name", "a\n12:00:00 ERROR \"b\"\u001b[2J")
        .addKeyValue("k", 1)
        .log("m");
    assertThat(lines())
        .hasLineCount(1)
        .endsWith(" WARN  m name=\"a\\n12:00:00 ERROR \\\"b\\\"\\u001b[2J\" k=1\n");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void showsTheStackOfAnException(LogFormat format) {
    Logging.start(format, LogLevel.INFO, target);
    log.atError().setCause(new IllegalStateException("broken")).log("loop failed");
    assertThat(lines()).contains("IllegalStateException: broken").contains("LoggingTest");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void redactsSecrets(LogFormat format) {
    Logging.start(format, LogLevel.TRACE, target);
    log.atTrace().addKeyValue("token", SecretText.of("canary")).log("token read");
    assertThat(lines()).contains("[redacted]").doesNotContain("canary");
  }

  @Test
  void keepsLibrariesQuiet() {
    Logging.start(LogFormat.TEXT, LogLevel.TRACE, target);
    Logger library = LoggerFactory.getLogger("org.example");
    library.atDebug().log("finer");
    library.atInfo().log("coarser");
    log.atTrace().log("ours");
    assertThat(lines()).contains("ours", "coarser").doesNotContain("finer");
    Logging.start(LogFormat.TEXT, LogLevel.INFO, target);
    library.atInfo().log("unasked");
    assertThat(lines()).doesNotContain("unasked");
  }

  @Test
  void tellsEventsWithReasonAndDetails() {
    Logging.start(LogFormat.TEXT, LogLevel.INFO, target);
    new LoggedEvents()
        .record(
            new AgentEvent(
                Severity.INFO, "Paired", "certificate received", Map.of("until", "2030")));
    assertThat(lines()).endsWith(" INFO  certificate received reason=Paired until=2030\n");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void tellsDefectsWithTheirStackAndWithoutTheirMessages(LogFormat format) {
    Logging.start(format, LogLevel.INFO, target);
    RuntimeException cause = new IllegalArgumentException("canary");
    new LoggedEvents().bug("planning", new IllegalStateException("canary", cause));
    assertThat(lines())
        .contains("planning", "java.lang.IllegalStateException")
        .contains("java.lang.IllegalArgumentException", "LoggingTest.java")
        .doesNotContain("canary");
  }

  private String lines() {
    return target.toString(StandardCharsets.UTF_8);
  }
}
