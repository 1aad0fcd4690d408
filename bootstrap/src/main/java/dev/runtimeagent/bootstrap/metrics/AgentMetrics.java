package dev.runtimeagent.bootstrap.metrics;

import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.application.status.DescribeConnection;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.domain.connection.ConnectionState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics page, made from the latest connection document and the events so far. The registry is
 * built when the first scrape comes, so that starting does not wait for it.
 */
public final class AgentMetrics {
  private static final List<String> STATES =
      List.of("Unconfigured", "Connecting", "Connected", "Synchronized", "Lost");

  private final Supplier<Facts> latest;
  private final CountedEvents events;
  private @Nullable Page page;

  public AgentMetrics(Supplier<Facts> latest, CountedEvents events) {
    this.latest = latest;
    this.events = events;
  }

  /**
   * What is measured.
   *
   * @param standby whether another agent leads
   * @param state by its name; absent before the first, and while standing by
   * @param document as it is shown; absent before the first outcome, and while standing by
   */
  public record Facts(
      boolean standby, Optional<String> state, Optional<ConnectionDocument> document) {
    /** What {@code stage} gives to measure at {@code now}. */
    public static Facts of(Stage stage, Instant now) {
      return switch (stage) {
        case Stage.Seeking _, Stage.Storing _ ->
            new Facts(false, Optional.empty(), Optional.empty());
        case Stage.Standby _ -> new Facts(true, Optional.empty(), Optional.empty());
        case Stage.Leading(var supervisor) ->
            new Facts(
                false,
                supervisor.state().map(ConnectionState::name),
                supervisor
                    .circumstances()
                    .flatMap(known -> DescribeConnection.describe(known, Optional.empty(), now)));
      };
    }
  }

  /** The page in Prometheus' text format. */
  public synchronized String scrape() {
    Page current = page;
    if (current == null) {
      current = new Page();
      page = current;
    }
    current.update(latest.get(), events);
    return current.registry.scrape();
  }

  /** The registry and those of its meters whose rows come and go. */
  private static final class Page {
    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge standby = gauge("standby", "1 while another agent leads");
    private final MultiGauge states = gauge("state", "1 for the state the connection is in");
    private final MultiGauge conditions =
        gauge("condition", "1 if the condition is true, 0 if false, -1 if unknown");
    private final MultiGauge applications = gauge("applications", "Applications by what they are");
    private final MultiGauge times = gauge("time.seconds", "Times of the connection, Unix seconds");

    Page() {
      new JvmMemoryMetrics().bindTo(registry);
      new UptimeMetrics().bindTo(registry);
    }

    private MultiGauge gauge(String name, String description) {
      return MultiGauge.builder("runtime.agent." + name)
          .description(description)
          .register(registry);
    }

    void update(Facts facts, CountedEvents events) {
      Optional<ConnectionDocument.Status> status = facts.document().map(ConnectionDocument::status);
      standby.register(List.of(Row.of(Tags.empty(), facts.standby() ? 1 : 0)), true);
      states.register(
          STATES.stream()
              .map(state ->
                  Row.of(
                      Tags.of("state", state),
                      facts.state().filter(state::equals).isPresent() ? 1 : 0))
              .toList(),
          true);
      conditions.register(
          status.map(ConnectionDocument.Status::conditions).orElse(List.of()).stream()
              .map(Page::row)
              .toList(),
          true);
      applications.register(
          status.flatMap(ConnectionDocument.Status::applications).map(Page::rows).orElse(List.of()),
          true);
      times.register(status.map(Page::times).orElse(List.of()), true);
      events
          .counts()
          .forEach((kind, count) ->
              FunctionCounter.builder("runtime.agent.events", count, LongAdder::doubleValue)
                  .description("What the log told, by reason")
                  .tag("reason", kind.reason())
                  .tag("severity", name(kind.severity()))
                  .register(registry));
    }

    private static Row<Number> row(Condition condition) {
      int value =
          switch (condition.status()) {
            case Truth.TRUE -> 1;
            case Truth.FALSE -> 0;
            case Truth.UNKNOWN -> -1;
          };
      return Row.of(Tags.of("type", condition.type()), value);
    }

    private static List<Row<Number>> rows(ApplicationsSummary summary) {
      return List.of(
          Row.of(Tags.of("are", "managed"), summary.managed()),
          Row.of(Tags.of("are", "refused"), summary.refused().count()),
          Row.of(Tags.of("are", "failed"), summary.failed().count()),
          Row.of(Tags.of("are", "held"), summary.held().count()));
    }

    private static List<Row<Number>> times(ConnectionDocument.Status status) {
      List<Row<Number>> rows = new ArrayList<>();
      ConnectionDocument.ConnectionTimes connection = status.connection();
      add(rows, "certificate_not_before", connection.notBefore());
      add(rows, "certificate_not_after", connection.notAfter());
      add(rows, "established", connection.established());
      add(rows, "renewed", connection.renewed());
      add(rows, "last_proven", connection.lastSuccess());
      Optional<SynchronizationTimes> synchronization = status.synchronization();
      add(rows, "last_attempt", synchronization.flatMap(SynchronizationTimes::lastAttempt));
      add(rows, "last_fetch", synchronization.flatMap(SynchronizationTimes::lastSuccessfulFetch));
      add(
          rows,
          "last_application",
          synchronization.flatMap(SynchronizationTimes::lastSuccessfulApplication));
      return rows;
    }

    private static void add(List<Row<Number>> rows, String of, Optional<Instant> time) {
      time.ifPresent(at -> rows.add(Row.of(Tags.of("of", of), at.getEpochSecond())));
    }

    private static String name(Severity severity) {
      return severity.name().toLowerCase(Locale.ROOT);
    }
  }
}
