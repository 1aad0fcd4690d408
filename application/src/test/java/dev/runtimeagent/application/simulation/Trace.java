package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.status.ConnectionDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened last, for whoever has to understand a failure. */
public final class Trace {
  private static final int LENGTH = 160;

  private final VirtualTime time;
  private final Instant start;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long digest;

  private record Entry(Instant at, long step, int depth, String what, @Nullable Object result) {}

  Trace(VirtualTime time) {
    this.time = time;
    this.start = time.now();
  }

  /** Something that the world did. */
  public void note(String what) {
    add(what, null);
  }

  void called(PortCall call, @Nullable Object result) {
    if (call.name().equals("EventRecorder.record/1")) {
      add("told", call.arguments().getFirst());
    } else {
      add(call.name() + document(call), result);
    }
  }

  private static String document(PortCall call) {
    return call.name().equals("ConnectionDocuments.write/2")
            && call.arguments().getFirst() instanceof ConnectionDocument document
        ? " " + document.status().state().orElse("?")
        : "";
  }

  /** Tells two runs apart that should be one. */
  public long digest() {
    return digest;
  }

  /** The last entries, a line each. */
  public String tail() {
    return entries.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private void add(String what, @Nullable Object result) {
    if (entries.size() == LENGTH) {
      entries.removeFirst();
    }
    entries.add(new Entry(time.now(), time.steps(), time.depth(), what, result));
    digest = 31 * (31 * digest + time.now().hashCode()) + what.hashCode();
  }

  private String line(Entry entry) {
    var since = Duration.between(start, entry.at());
    return "  +%d:%02d:%02d.%03d step %d %s%s%s"
        .formatted(
            since.toHours(),
            since.toMinutesPart(),
            since.toSecondsPart(),
            since.toMillisPart(),
            entry.step(),
            "| ".repeat(entry.depth()),
            entry.what(),
            shown(entry.result()));
  }

  private static String shown(@Nullable Object result) {
    return switch (result) {
      case null -> "";
      case CompassReply.Answered<?> _ -> " -> answered";
      case CompassReply<?> reply ->
          " -> " + reply.getClass().getSimpleName() + ": " + reply.problem();
      case AgentEvent(_, var reason, _, var details) -> " " + reason + " " + details;
      case String text -> " -> " + text;
      default -> " -> " + result.getClass().getSimpleName();
    };
  }
}
