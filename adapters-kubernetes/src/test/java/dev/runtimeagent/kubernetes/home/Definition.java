package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.Manifest;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import java.nio.file.Path;
import java.util.Map;

/** Definitions of the CompassConnection that clusters may have. */
enum Definition {
  /** That of the chart. */
  OURS("ours", "../charts/runtime-agent/crds/compassconnections.compass.kyma-project.io.yaml"),

  /** That of the Go agent, which prunes what is ours. */
  INSTALLED("pruned", "src/test/resources/installed-compassconnections.yaml"),

  /** Ours, with the status apart. */
  WITH_SUBRESOURCE("none", OURS.file);

  private static final String CRD = "crd/compassconnections.compass.kyma-project.io";

  private final String kept;
  private final String file;

  Definition(String kept, String file) {
    this.kept = kept;
    this.file = file;
  }

  /** Makes it be the one that is installed, and returns when it is in effect. */
  void install(Cluster cluster) {
    cluster.kubectl().run("replace", "-f", Path.of(file).toString());
    complete(cluster);
  }

  /** Installs it where there is none. */
  void create(Cluster cluster) {
    cluster.kubectl().run("create", "-f", Path.of(file).toString());
    complete(cluster);
  }

  static void remove(Cluster cluster) {
    cluster.kubectl().run("delete", CRD);
    Cluster.await("the definition is gone", () -> kept(cluster).equals("not served"));
  }

  private void complete(Cluster cluster) {
    if (this == WITH_SUBRESOURCE) {
      cluster
          .kubectl()
          .run(
              "patch",
              CRD,
              "--type=json",
              "--patch",
              "[{\"op\":\"add\",\"path\":\"/spec/versions/0/subresources\","
                  + "\"value\":{\"status\":{}}}]");
    }
    Cluster.await(this + " is installed", () -> kept(cluster).equals(kept));
  }

  /** What an API server keeps of a status, in a dry run under another name. */
  private static String kept(Cluster cluster) {
    var manifest = ConnectionForm.manifest(StoredSamples.DOCUMENT, Manifest.empty());
    manifest.put("metadata", Map.of("name", "dry-run"));
    var reply = cluster.api().create(Resource.compassConnections(), manifest, Writes.DRY_RUN);
    if (!(reply instanceof ApiReply.Ok(var created))) {
      return "not served";
    }
    if (!created.containsKey("status")) {
      return "none";
    }
    return Tree.child(created, "status").containsKey("state") ? "ours" : "pruned";
  }
}
