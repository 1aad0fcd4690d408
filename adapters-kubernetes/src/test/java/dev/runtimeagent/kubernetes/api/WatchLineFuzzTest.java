package dev.runtimeagent.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Map;

/** Any text, as if a watch had brought it for a line. */
class WatchLineFuzzTest {
  @FuzzTest
  void isReadAlikeWhenWrittenAgain(byte[] text) throws IOException {
    WatchLine read;
    try {
      read = WatchLine.read(new String(text, UTF_8));
    } catch (IOException _) {
      return;
    }
    assertThat(WatchLine.read(new String(Json.text(written(read)), UTF_8))).isEqualTo(read);
  }

  private static Map<String, ?> written(WatchLine line) {
    return switch (line) {
      case WatchLine.Ended _ -> Map.of("type", "ERROR");
      case WatchLine.Reached(var version) -> event("BOOKMARK", Map.of("resourceVersion", version));
      case WatchLine.Seen(var sighting) ->
          event(
              sighting.gone() ? "DELETED" : "MODIFIED",
              Map.of("name", sighting.name(), "resourceVersion", sighting.version()));
    };
  }

  private static Map<String, ?> event(String type, Map<String, String> metadata) {
    return Map.of("type", type, "object", Map.of("metadata", metadata));
  }
}
