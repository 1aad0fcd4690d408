package dev.runtimeagent.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.status.CompatibleTexts;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.bootstrap.cli.Request.Format;
import dev.runtimeagent.bootstrap.logging.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Shows the connection document: the state first, then what an operator asks next. */
final class StatusView {
  private final Terminal terminal;
  private final Format format;

  StatusView(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** Shows what is stored and returns the exit code that goes with it. */
  int show(Stored<ConnectionDocument> stored, Instant now) {
    int exitCode =
        switch (stored) {
          case Stored.Found<ConnectionDocument>(var document, _) -> {
            terminal.out().println(rendered(document, now));
            yield exitCode(document);
          }
          case Stored.Missing<ConnectionDocument> _ -> {
            terminal
                .err()
                .println(
                    "there is no connection yet: run the agent, or wait for its first outcome");
            yield ExitCode.NOT_CONNECTED;
          }
          case Stored.Unreadable<ConnectionDocument>(var problem) -> {
            terminal.err().println("error: " + Printable.of(problem));
            yield ExitCode.FAILED;
          }
        };
    terminal.out().flush();
    return exitCode;
  }

  static int exitCode(ConnectionDocument document) {
    return switch (state(document)) {
      case "Connected", "Synchronized" -> held(document) ? ExitCode.LOSSES_HELD : ExitCode.GOOD;
      default -> ExitCode.NOT_CONNECTED;
    };
  }

  private static boolean held(ConnectionDocument document) {
    return CompatibleTexts.heldSince(document).isPresent();
  }

  /** Documents of the Go agent, and those in its schema, name no state of ours. */
  private static String state(ConnectionDocument document) {
    return document
        .status()
        .state()
        .orElse(
            switch (document.status().connectionState()) {
              case SYNCHRONIZED -> "Synchronized";
              case CONNECTED,
                  SYNCHRONIZATION_FAILED,
                  RESOURCE_APPLICATION_FAILED,
                  METADATA_UPDATE_FAILED,
                  CONNECTION_MAINTENANCE_FAILED ->
                  "Connected";
              case CONNECTION_FAILED ->
                  document.status().connection().established().isPresent() ? "Lost" : "Connecting";
            });
  }

  private String rendered(ConnectionDocument document, Instant now) {
    return switch (format) {
      case TEXT -> text(document, now).stripTrailing();
      case JSON -> written(new ObjectMapper(), document);
      case YAML ->
          written(
              new ObjectMapper(
                  new YAMLFactory()
                      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                      .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)),
              document);
    };
  }

  private static String written(ObjectMapper mapper, ConnectionDocument document) {
    try {
      return mapper
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(ConnectionForm.manifest(document, new LinkedHashMap<>()))
          .stripTrailing();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is made of maps, lists and text", e);
    }
  }

  private String text(ConnectionDocument document, Instant now) {
    StringBuilder text = new StringBuilder(512);
    String state = state(document);
    line(text, "State", colored(state));
    ConnectionTimes connection = document.status().connection();
    connection.error().ifPresent(error -> line(text, "Problem", Printable.of(error)));
    document
        .status()
        .synchronization()
        .flatMap(SynchronizationTimes::error)
        .filter(error -> !connection.error().equals(Optional.of(error)))
        .ifPresent(error -> line(text, "Sync problem", Printable.of(error)));
    if (!document.spec().directorUrl().isEmpty()) {
      line(text, "Connector", Printable.of(document.spec().connectorUrl()));
      line(text, "Director", Printable.of(document.spec().directorUrl()));
    }
    past(text, "Connected", connection.established(), now);
    past(text, "Last proven", connection.lastSuccess(), now);
    past(text, "Certificate of", connection.notBefore(), now);
    time(text, "Expires", connection.notAfter(), now);
    past(text, "Renewed", connection.renewed(), now);
    document.status().synchronization().ifPresent(times -> times(text, times, now));
    document.status().applications().ifPresent(summary -> summary(text, summary));
    for (Condition condition : document.status().conditions()) {
      condition(text, condition);
    }
    return text.toString();
  }

  private static void times(StringBuilder text, SynchronizationTimes times, Instant now) {
    past(text, "Last attempt", times.lastAttempt(), now);
    past(text, "Last fetched", times.lastSuccessfulFetch(), now);
    past(text, "Last applied", times.lastSuccessfulApplication(), now);
  }

  private static void summary(StringBuilder text, ApplicationsSummary summary) {
    line(
        text,
        "Applications",
        "%d managed, %d refused, %d failed, %d held"
            .formatted(
                summary.managed(),
                summary.refused().count(),
                summary.failed().count(),
                summary.held().count()));
    named(text, "refused", summary.refused());
    named(text, "failed", summary.failed());
    named(text, "held", summary.held());
  }

  private static void named(StringBuilder text, String what, Named named) {
    for (Named.Entry entry : named.first()) {
      text.append("  ").append(what).append("  ").append(Printable.of(entry.name())).append(": ");
      text.append(Printable.of(entry.reason())).append('\n');
    }
    int more = named.count() - named.first().size();
    if (more > 0) {
      text.append("  ").append(what).append("  and ").append(more).append(" more\n");
    }
  }

  /** Good news is left out: it is in the state already. */
  private static void condition(StringBuilder text, Condition condition) {
    boolean badIfTrue =
        switch (condition.type()) {
          case "DeletionsHeld", "ApplicationsRefused", "AnotherAgent" -> true;
          default -> false;
        };
    Truth good = badIfTrue ? Truth.FALSE : Truth.TRUE;
    if (condition.status() != good) {
      line(
          text,
          condition.type(),
          condition.status().text()
              + " ("
              + Printable.of(condition.reason())
              + ") "
              + Printable.of(condition.message()));
    }
  }

  /** What has happened was not in the future; if it seems so, a clock is wrong, or was. */
  private static void past(StringBuilder text, String name, Optional<Instant> time, Instant now) {
    if (time.filter(at -> at.isAfter(now)).isPresent()) {
      line(text, name, time.get().toString());
    } else {
      time(text, name, time, now);
    }
  }

  private static void time(StringBuilder text, String name, Optional<Instant> time, Instant now) {
    time.ifPresent(at -> line(text, name, at + " (" + distance(Duration.between(now, at)) + ")"));
  }

  private static String distance(Duration duration) {
    Duration size = duration.abs();
    String amount;
    if (size.toDays() >= 2) {
      amount = size.toDays() + " d";
    } else if (size.toHours() >= 2) {
      amount = size.toHours() + " h";
    } else if (size.toMinutes() >= 2) {
      amount = size.toMinutes() + " min";
    } else {
      amount = size.toSeconds() + " s";
    }
    return duration.isNegative() ? amount + " ago" : "in " + amount;
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).repeat(' ', Math.max(1, 16 - name.length())).append(value).append('\n');
  }

  private String colored(String state) {
    if (!terminal.color()) {
      return Printable.of(state);
    }
    String color =
        switch (state) {
          case "Synchronized" -> "32";
          case "Connected", "Connecting" -> "33";
          default -> "31";
        };
    return "\u001b[" + color + "m" + Printable.of(state) + "\u001b[0m";
  }
}
