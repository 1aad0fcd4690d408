package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.bootstrap.Documents;
import dev.runtimeagent.bootstrap.cli.Request.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusViewTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsTheStateFirstAndThenTheTimes() {
    assertThat(show(Format.TEXT, found(Documents.inSync()))).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString())
        .startsWith("State           Synchronized\n")
        .contains("Expires         2026-05-30T12:00:00Z (in 90 d)\n")
        .contains("Applications    10 managed, 0 refused, 0 failed, 0 held\n")
        .contains("TrustVerified   False (Skipped) not checked\n");
  }

  @Test
  void namesWhatIsHeldAndRefusedAndLetsNoNameForgeLines() {
    assertThat(show(Format.TEXT, found(Documents.holding()))).isEqualTo(ExitCode.LOSSES_HELD);
    assertThat(out.toString())
        .contains("  held  shop: gone from Compass\n  held  and 2 more\n")
        .contains("  refused  ../x\\u001b[2J: no name is left\n");
  }

  @Test
  void endsWith3UnlessConnected() {
    ConnectionDocument connected = Documents.inSync();
    for (String state : new String[] {"Unconfigured", "Connecting", "Lost"}) {
      ConnectionDocument document =
          Documents.document(state, connected.status().applications().orElseThrow());
      assertThat(show(Format.TEXT, found(document))).isEqualTo(ExitCode.NOT_CONNECTED);
    }
  }

  @Test
  void makesTheBestOfADocumentWhoseSchemaKnowsNoStateOfOurs() {
    assertThat(show(Format.TEXT, found(Documents.inSync().pruned()))).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString()).startsWith("State           Synchronized\n");
    assertThat(show(Format.TEXT, found(Documents.holdingInWords())))
        .isEqualTo(ExitCode.LOSSES_HELD);
    assertThat(out.toString()).contains("Sync problem    3 deletions held since ");
  }

  @Test
  void endsWith3WhereThereIsNoDocument() {
    assertThat(show(Format.JSON, new Stored.Missing<>())).isEqualTo(ExitCode.NOT_CONNECTED);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("no connection yet");
  }

  @Test
  void saysWhyTheDocumentCannotBeRead() {
    assertThat(show(Format.TEXT, new Stored.Unreadable<>("x.yaml: no permission")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("error: x.yaml: no permission");
  }

  @Test
  void showsTheWholeDocumentAsJsonAndYaml() throws IOException {
    show(Format.JSON, found(Documents.inSync()));
    JsonNode json = new ObjectMapper().readTree(out.toString());
    out.getBuffer().setLength(0);
    show(Format.YAML, found(Documents.inSync()));
    assertThat(new ObjectMapper(new YAMLFactory()).readTree(out.toString())).isEqualTo(json);
    assertThat(json.at("/status/state").asText()).isEqualTo("Synchronized");
    assertThat(json.at("/kind").asText()).isEqualTo("CompassConnection");
  }

  @Test
  void reckonsNoDistanceToWhatHappenedInTheFuture() {
    show(Format.TEXT, found(Documents.inSync()), Documents.NOON.minus(Duration.ofHours(23)));
    assertThat(out.toString())
        .contains("Connected       2026-03-01T12:00:00Z\n")
        .contains("Expires         2026-05-30T12:00:00Z (in 90 d)\n");
  }

  private int show(Format format, Stored<ConnectionDocument> stored) {
    return show(format, stored, Documents.NOON);
  }

  private int show(Format format, Stored<ConnectionDocument> stored, Instant now) {
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false);
    return new StatusView(terminal, format).show(stored, now);
  }

  private static Stored<ConnectionDocument> found(ConnectionDocument document) {
    return new Stored.Found<>(document, "1");
  }
}
