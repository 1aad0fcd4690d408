package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.Map;
import java.util.TreeMap;

/** Names one state of one object: what is made anew under the same name has another UID. */
record Stamp(String uid, String version) {
  static Stamp of(Map<String, ?> manifest) {
    var metadata = Tree.child(manifest, "metadata");
    return new Stamp(Tree.text(metadata, "uid"), Tree.text(metadata, "resourceVersion"));
  }

  /** Conditions for a change that is meant for this very state. */
  Map<String, String> preconditions() {
    return Map.of("uid", uid, "resourceVersion", version);
  }

  /** Names this state of an Application together with those of its Secrets. */
  String with(Map<String, Stamp> secrets) {
    return uid + "/" + version + "/" + Sha256.hex(new TreeMap<>(secrets).toString());
  }
}
