package dev.runtimeagent.kubernetes.chart;

import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.Kubectl;
import java.util.List;

/** The API server, with what the chart expects of a cluster. */
final class ChartCluster {
  static final String CONNECTIONS = "compassconnections.compass.kyma-project.io";

  private static final String CRDS = Helm.CHART.resolve("crds").toString();

  /** The least that lets a ServiceMonitor be. */
  private static final String SERVICE_MONITORS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: servicemonitors.monitoring.coreos.com
      spec:
        group: monitoring.coreos.com
        scope: Namespaced
        names: {kind: ServiceMonitor, plural: servicemonitors}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  private ChartCluster() {}

  /** Namespaces of all sets of values, where pods must be restricted, and definitions. */
  static void prepare() {
    for (var namespace :
        List.of(
            Helm.NAMESPACE,
            "istio-system",
            "compass-system",
            "kyma-integration",
            "applications",
            "compass-configuration",
            "compass-credentials",
            "compass-authority")) {
      apply(
          """
          apiVersion: v1
          kind: Namespace
          metadata:
            name: %s
            labels:
              pod-security.kubernetes.io/enforce: restricted
              pod-security.kubernetes.io/warn: restricted
          """
              .formatted(namespace));
    }
    apply(SERVICE_MONITORS);
    restoreDefinitions();
    for (var name :
        List.of(
            CONNECTIONS,
            "applications.applicationconnector.kyma-project.io",
            "servicemonitors.monitoring.coreos.com")) {
      kubectl().run("wait", "--for=condition=Established", "--timeout=60s", "crd/" + name);
    }
  }

  /** As the chart has them, without a status subresource. */
  static void restoreDefinitions() {
    kubectl().run("apply", "--server-side", "--force-conflicts", "-f", CRDS);
    // An apply takes away only what the same client once put there.
    kubectl().run("replace", "-f", CRDS);
  }

  static void apply(String manifests) {
    kubectl().runWithInput(manifests, "apply", "--server-side", "--force-conflicts", "-f", "-");
  }

  static Kubectl kubectl() {
    return Cluster.running().kubectl();
  }
}
