package dev.runtimeagent.kubernetes.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.kubernetes.cluster.Cluster;

/** The connection documents of the running cluster, by its own tool. */
final class CompassConnections {
  static final String NAME = "compass-connection";

  static final String DAMAGED_STATUS =
      "{\"status\":{\"connectionState\":\"Garbage\",\"connectionStatus\":{\"certificateStatus\":{}}}}";

  private CompassConnections() {}

  static void removeAll() {
    Cluster.running().kubectl().run("delete", "compassconnections", "--all");
  }

  static void damageWhole() {
    create(NAME);
    Cluster.running()
        .kubectl()
        .run("patch", "compassconnection", NAME, "--type=merge", "--patch", DAMAGED_STATUS);
  }

  static void create(String name) {
    Cluster.running()
        .kubectl()
        .runWithInput(
            """
            apiVersion: compass.kyma-project.io/v1alpha1
            kind: CompassConnection
            metadata: {name: %s}
            spec: {managementInfo: {connectorUrl: "", directorUrl: ""}}
            """
                .formatted(name),
            "create",
            "-f",
            "-");
  }

  static String show(String path) {
    return Cluster.running()
        .kubectl()
        .run("get", "compassconnection", NAME, "-o", "jsonpath=" + path);
  }

  static String version(Writing writing) {
    assertThat(writing).isInstanceOf(Writing.Written.class);
    return ((Writing.Written) writing).version();
  }
}
