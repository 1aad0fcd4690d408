package dev.runtimeagent.bootstrap.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimeagent.kubernetes.cluster.Kubectl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A ServiceAccount of the scene's namespace whose rights can be taken away and given back. */
final class Account implements AutoCloseable {
  private static final String NAME = "agent";

  private final ClusterScene scene;
  private final Kubectl kubectl;
  private final List<String> roles = new ArrayList<>();

  Account(ClusterScene scene) {
    this.scene = scene;
    this.kubectl = scene.kubectl();
    kubectl.run("create", "serviceaccount", NAME);
  }

  /**
   * Allows something in the whole cluster.
   *
   * @param role names these rights in this test
   */
  Account may(String role, String verbs, String resources) {
    kubectl.run("create", "clusterrole", name(role), "--verb=" + verbs, "--resource=" + resources);
    roles.add(role);
    giveBack(role);
    return this;
  }

  void giveBack(String role) {
    kubectl.run(
        "create",
        "clusterrolebinding",
        name(role),
        "--clusterrole=" + name(role),
        "--serviceaccount=" + scene.namespace() + ":" + NAME);
  }

  void takeAway(String role) {
    kubectl.run("delete", "clusterrolebinding", name(role), "--ignore-not-found");
  }

  void giveAllBack() {
    roles.forEach(this::giveBack);
  }

  void takeAllAway() {
    roles.forEach(this::takeAway);
  }

  /** Has the scene's agents be this one. */
  Account use() throws IOException {
    var token = kubectl.run("create", "token", NAME).strip();
    scene.changeKubeconfig(
        config -> ((ObjectNode) config.at("/users/0")).putObject("user").put("token", token));
    return this;
  }

  private String name(String role) {
    return scene.namespace() + "-" + role;
  }

  @Override
  public void close() {
    takeAllAway();
    roles.forEach(role -> kubectl.run("delete", "clusterrole", name(role)));
  }
}
