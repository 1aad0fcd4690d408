package dev.runtimeagent.kubernetes.event;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Events as the API server has them: what was told within an hour is counted there and not told
 * anew, and there are never too many. For one thread.
 */
final class NoticeBoard {
  private static final Duration SAME = Duration.ofHours(1);
  private static final int KNOWN_AT_MOST = 256;

  private static final int BURST = 25;
  private static final int BURST_OF_A_REASON = 10;
  private static final Duration REFILL = Duration.ofMinutes(1);

  /** Where Events about things of the whole cluster are. */
  private static final Resource EVENTS = Resource.events("default");

  private static final String COMPONENT = "runtime-agent";

  private final KubernetesApi api;
  private final Ticker ticker;
  private final TokenBucket budget;
  private final Map<String, TokenBucket> budgets = new HashMap<>();
  private final Map<Notice.Content, Posted> known = new LinkedHashMap<>();

  /**
   * An Event that exists.
   *
   * @param since when it was posted first, by the ticker
   * @param count how often it happened, which may be more than the Event tells
   */
  private record Posted(Map<String, @Nullable Object> manifest, long since, int count) {
    Posted again() {
      return new Posted(manifest, since, count + 1);
    }
  }

  NoticeBoard(KubernetesApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
    this.budget = new TokenBucket(BURST, REFILL, ticker);
  }

  /**
   * Takes a notice into account.
   *
   * @return whether the Event is to be written; if not, it is counted at most
   */
  boolean take(Notice notice) {
    var content = notice.content();
    known.values().removeIf(posted -> ticker.nanos() - posted.since() > SAME.toNanos());
    known.computeIfPresent(content, (_, posted) -> posted.again());
    var budgetOfReason =
        budgets.computeIfAbsent(
            content.reason(), _ -> new TokenBucket(BURST_OF_A_REASON, REFILL, ticker));
    if (budget.isEmpty() || budgetOfReason.isEmpty()) {
      return false;
    }
    budget.take();
    budgetOfReason.take();
    return true;
  }

  /** Writes what was taken; safe to be repeated. */
  ApiReply<Map<String, @Nullable Object>> write(Notice notice) {
    var posted = known.get(notice.content());
    if (posted == null) {
      return create(notice);
    }
    return switch (api.update(EVENTS, counted(posted, notice.at()), Writes.REALLY)) {
      case ApiReply.Ok(var manifest) -> {
        known.put(notice.content(), new Posted(manifest, posted.since(), posted.count()));
        yield new ApiReply.Ok<>(manifest);
      }
      // It is over, or somebody altered it.
      case ApiReply.NotFound<Map<String, @Nullable Object>> _,
          ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          create(notice);
      case ApiReply.Failed<Map<String, @Nullable Object>> failed -> failed;
    };
  }

  private ApiReply<Map<String, @Nullable Object>> create(Notice notice) {
    var reply = api.create(EVENTS, manifest(notice), Writes.REALLY);
    if (reply instanceof ApiReply.Ok(var manifest)) {
      known.put(notice.content(), new Posted(manifest, ticker.nanos(), 1));
      if (known.size() > KNOWN_AT_MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return reply;
  }

  private static Map<String, @Nullable Object> counted(Posted posted, Instant at) {
    var manifest = new LinkedHashMap<String, @Nullable Object>(posted.manifest());
    manifest.put("count", posted.count());
    manifest.put("lastTimestamp", seconds(at));
    return manifest;
  }

  private Map<String, @Nullable Object> manifest(Notice notice) {
    var content = notice.content();
    var manifest = new LinkedHashMap<String, @Nullable Object>();
    manifest.put("apiVersion", "v1");
    manifest.put("kind", "Event");
    manifest.put("metadata", Map.of("generateName", ConnectionForm.NAME + "."));
    manifest.put("involvedObject", connection());
    manifest.put("type", content.type());
    manifest.put("reason", content.reason());
    manifest.put("message", content.message());
    manifest.put("count", 1);
    manifest.put("firstTimestamp", seconds(notice.at()));
    manifest.put("lastTimestamp", seconds(notice.at()));
    manifest.put("source", Map.of("component", COMPONENT));
    manifest.put("reportingComponent", COMPONENT);
    return manifest;
  }

  /** With its UID, by which {@code kubectl describe} looks for Events. */
  private Map<String, Object> connection() {
    var reference = new LinkedHashMap<String, Object>();
    reference.put("apiVersion", ConnectionForm.API_VERSION);
    reference.put("kind", ConnectionForm.KIND);
    reference.put("name", ConnectionForm.NAME);
    if (api.get(Resource.compassConnections(), ConnectionForm.NAME)
        instanceof ApiReply.Ok(var found)) {
      reference.put("uid", Tree.text(Tree.child(found, "metadata"), "uid"));
    }
    return reference;
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
