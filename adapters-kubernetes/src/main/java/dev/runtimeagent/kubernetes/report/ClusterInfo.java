package dev.runtimeagent.kubernetes.report;

import dev.runtimeagent.kubernetes.api.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a report, named as in B-192. Quantities stay as the cluster writes them; what it
 * does not tell is left out.
 */
final class ClusterInfo {
  private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
  private static final String FORMER_INSTANCE_TYPE = "beta.kubernetes.io/instance-type";

  private ClusterInfo() {}

  /** What a node has. */
  static Map<String, Object> resources(Map<String, @Nullable Object> node) {
    var metadata = Tree.child(node, "metadata");
    var labels = Tree.child(metadata, "labels");
    var capacity = Tree.child(Tree.child(node, "status"), "capacity");
    var type = Tree.text(labels, INSTANCE_TYPE);
    var resources = new LinkedHashMap<String, Object>();
    resources.put("nodeName", Tree.text(metadata, "name"));
    resources.put("instanceType", type.isEmpty() ? Tree.text(labels, FORMER_INSTANCE_TYPE) : type);
    resources.put("capacity", quantities(capacity));
    return resources;
  }

  /** What a node uses. */
  static Map<String, Object> usage(Map<String, @Nullable Object> metrics) {
    var usage = new LinkedHashMap<String, Object>();
    usage.put("nodeName", Tree.text(Tree.child(metrics, "metadata"), "name"));
    usage.put("startCollectingTimestamp", Tree.text(metrics, "timestamp"));
    usage.put("usage", quantities(Tree.child(metrics, "usage")));
    return usage;
  }

  static Map<String, Object> volume(Map<String, @Nullable Object> volume) {
    var spec = Tree.child(volume, "spec");
    var claim = Tree.child(spec, "claimRef");
    var shown = new LinkedHashMap<String, Object>();
    shown.put("name", Tree.text(Tree.child(volume, "metadata"), "name"));
    shown.put("capacity", Tree.text(Tree.child(spec, "capacity"), "storage"));
    if (!claim.isEmpty()) {
      shown.put(
          "claim",
          Map.of("name", Tree.text(claim, "name"), "namespace", Tree.text(claim, "namespace")));
    }
    return shown;
  }

  private static Map<String, Object> quantities(Map<String, @Nullable Object> told) {
    var quantities = new LinkedHashMap<String, Object>();
    copy(told, "cpu", quantities, "cpu");
    copy(told, "ephemeral-storage", quantities, "ephemeralStorage");
    copy(told, "memory", quantities, "memory");
    copy(told, "pods", quantities, "pods");
    return quantities;
  }

  private static void copy(
      Map<String, @Nullable Object> from, String key, Map<String, Object> to, String as) {
    var quantity = Tree.text(from, key);
    if (!quantity.isEmpty()) {
      to.put(as, quantity);
    }
  }
}
