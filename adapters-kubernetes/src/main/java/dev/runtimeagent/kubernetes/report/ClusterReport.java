package dev.runtimeagent.kubernetes.report;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports every while in one line of the log what the cluster has and uses (B-192). It tells of the
 * cluster and not of an agent, so that of several only the one that leads does. What cannot be
 * listed is left out and its reason told, instead of the whole report (W-67).
 */
public final class ClusterReport {
  private static final Logger log = LoggerFactory.getLogger(ClusterReport.class);

  private static final Map<String, String> EVERYTHING = Map.of();

  private final KubernetesApi api;

  ClusterReport(KubernetesApi api) {
    this.api = api;
  }

  /**
   * Begins to report, for the first time when {@code interval} has passed; on a thread of its own.
   *
   * @param leads whether it is for this agent to tell, asked before each report
   */
  public static Watch every(
      Duration interval, BooleanSupplier leads, KubernetesApi api, Pause pause) {
    var report = new ClusterReport(api);
    var thread =
        Thread.ofVirtual().name("cluster-report").start(() -> report.run(interval, leads, pause));
    return thread::interrupt;
  }

  void run(Duration interval, BooleanSupplier leads, Pause pause) {
    try {
      while (true) {
        pause.hold(interval);
        if (leads.getAsBoolean()) {
          report();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      log.atError().setCause(defect).log("Reports on the cluster have ended");
    }
  }

  private void report() {
    log.atInfo()
        .addKeyValue("metrics", true)
        .addKeyValue("clusterInfo", clusterInfo())
        .log("Report on the cluster");
  }

  Map<String, Object> clusterInfo() {
    var info = new LinkedHashMap<String, Object>();
    var problems = new ArrayList<String>();
    list("resources", Resource.nodes(), ClusterInfo::resources, info, problems);
    list("usage", Resource.nodeMetrics(), ClusterInfo::usage, info, problems);
    list("persistentVolumes", Resource.persistentVolumes(), ClusterInfo::volume, info, problems);
    if (!problems.isEmpty()) {
      info.put("problems", problems);
    }
    return info;
  }

  private void list(
      String part,
      Resource resource,
      Function<Map<String, @Nullable Object>, Map<String, Object>> shown,
      Map<String, Object> info,
      List<String> problems) {
    switch (api.list(resource, EVERYTHING)) {
      case ApiReply.Ok(var listing) -> info.put(part, listing.items().stream().map(shown).toList());
      case ApiReply.NotFound<KubernetesApi.Listing> _, ApiReply.Conflict<KubernetesApi.Listing> _ ->
          problems.add("cannot list " + resource.plural());
      case ApiReply.Failed(var reason, var problem) ->
          problems.add(reason == Reason.NOT_SERVED ? notServed(resource) : problem);
    }
  }

  private static String notServed(Resource resource) {
    return "cannot list "
        + resource.plural()
        + ": the cluster does not serve "
        + resource.group()
        + "; install its metrics server";
  }
}
