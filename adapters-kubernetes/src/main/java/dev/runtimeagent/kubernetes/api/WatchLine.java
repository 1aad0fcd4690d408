package dev.runtimeagent.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimeagent.kubernetes.api.ResourceWatch.Sighting;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What one line of a watch says. */
sealed interface WatchLine {
  /** An object came, changed or went. */
  record Seen(Sighting sighting) implements WatchLine {}

  /** Nothing happened up to that resource version. */
  record Reached(String version) implements WatchLine {}

  /** The watch cannot go on; most often 410: too much happened since its version. */
  record Ended() implements WatchLine {}

  /** Reads a line; one that is no JSON object, cut off say, is an {@link IOException}. */
  static WatchLine read(String line) throws IOException {
    var event = Json.object(new ByteArrayInputStream(line.getBytes(UTF_8)));
    var metadata = Tree.child(Tree.child(event, "object"), "metadata");
    var version = Tree.text(metadata, "resourceVersion");
    return switch (Tree.text(event, "type")) {
      case "ERROR" -> new Ended();
      case "BOOKMARK" -> new Reached(version);
      case String type ->
          new Seen(new Sighting(Tree.text(metadata, "name"), version, type.equals("DELETED")));
    };
  }
}
