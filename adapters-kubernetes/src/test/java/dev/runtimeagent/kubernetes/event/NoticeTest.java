package dev.runtimeagent.kubernetes.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoticeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void tellsProblemsAsWarnings() {
    assertThat(content(Severity.WARNING, "DeletionsHeld", Map.of("detail", "3 of 4")))
        .isEqualTo(new Notice.Content("Warning", "DeletionsHeld", "losses are held: 3 of 4"));
    assertThat(content(Severity.ERROR, "Lost", Map.of()))
        .isEqualTo(new Notice.Content("Warning", "Lost", "losses are held"));
  }

  @Test
  void namesDetailsWhereThereAreSeveral() {
    var details = new LinkedHashMap<String, String>();
    details.put("from", "Connected");
    details.put("to", "Synchronized");

    assertThat(content(Severity.INFO, "Synchronized", details).message())
        .isEqualTo("losses are held: from Connected, to Synchronized");
  }

  @Test
  void leavesTheRestToTheLog() {
    assertThat(Notice.of(event(Severity.INFO, "KeyReady", Map.of()), NOON)).isEmpty();
    assertThat(Notice.of(event(Severity.DEBUG, "Synchronized", Map.of()), NOON)).isEmpty();
  }

  @Test
  void cutsWhatIsLongerThanEventsMayBe() {
    var message = content(Severity.WARNING, "Refused", Map.of("why", "ä😀".repeat(999))).message();

    assertThat(message.getBytes(StandardCharsets.UTF_8).length).isBetween(1000, 1024);
    assertThat(message).endsWith("…").doesNotContain("\ufffd", "?");
  }

  @Test
  void isOneLineWhateverCompassSent() {
    assertThat(content(Severity.WARNING, "Refused", Map.of("why", "a\nb\u001b[2Jc")).message())
        .isEqualTo("losses are held: a b [2Jc");
  }

  private static Notice.Content content(
      Severity severity, String reason, Map<String, String> details) {
    return Notice.of(event(severity, reason, details), NOON).orElseThrow().content();
  }

  private static AgentEvent event(Severity severity, String reason, Map<String, String> details) {
    return new AgentEvent(severity, reason, "losses are held", details);
  }
}
