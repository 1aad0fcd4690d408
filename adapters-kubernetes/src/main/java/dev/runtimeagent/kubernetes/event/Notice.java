package dev.runtimeagent.kubernetes.event;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something an operator should find beside the CompassConnection.
 *
 * @param content what makes two of them the same
 */
record Notice(Content content, Instant at) {
  /** The longest that Events may have, in bytes. */
  private static final int LONGEST = 1024;

  private static final String CUT = "…";

  /** Of what is no problem, only this is worth an Event; the rest is the log's. */
  private static final Set<String> GOOD_NEWS =
      Set.of(
          "Unconfigured",
          "Connecting",
          "Connected",
          "Synchronized",
          "CertificateIssued",
          "CertificateRenewed",
          "CredentialAdopted",
          "ApplicationRenamed",
          "ApplicationDeleted",
          "Leading");

  /**
   * What is told.
   *
   * @param type {@code Normal} or {@code Warning}
   * @param reason a word in CamelCase
   * @param message one line
   */
  record Content(String type, String reason, String message) {}

  /** What to tell of {@code event}, if anything. */
  static Optional<Notice> of(AgentEvent event, Instant at) {
    var problem =
        switch (event.severity()) {
          case DEBUG, INFO -> false;
          case WARNING, ERROR -> true;
        };
    if (!problem && (event.severity() == Severity.DEBUG || !GOOD_NEWS.contains(event.reason()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            new Content(problem ? "Warning" : "Normal", event.reason(), message(event)), at));
  }

  /** What to tell of a defect; the log has the rest. */
  static Notice ofDefect(String doing, Instant at) {
    return new Notice(
        new Content(
            "Warning",
            "Defect",
            cut("defect of the agent while " + doing + "; its log tells more")),
        at);
  }

  private static String message(AgentEvent event) {
    var details = event.details();
    var shown =
        details.size() == 1
            ? details.values().iterator().next()
            : details.entrySet().stream()
                .map(detail -> detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining(", "));
    return cut(shown.isEmpty() ? event.message() : event.message() + ": " + shown);
  }

  /** Text that came from Compass may hold anything. */
  private static String cut(String text) {
    var line =
        text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (bytes(line) <= LONGEST) {
      return line;
    }
    var end = Math.min(line.length(), LONGEST);
    while (bytes(line.substring(0, end)) > LONGEST - bytes(CUT)) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
