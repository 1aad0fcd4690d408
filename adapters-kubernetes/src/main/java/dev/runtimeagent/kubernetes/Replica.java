package dev.runtimeagent.kubernetes;

import java.util.Map;
import java.util.UUID;

/**
 * Which of several processes on a cluster this one is.
 *
 * @param identity the pod's UID where that is told, else of this process alone
 */
record Replica(String identity) {
  /** By {@code POD_UID}, and else by the host name, which in a pod is the pod's name. */
  static Replica of(Map<String, String> environment) {
    var uid = environment.getOrDefault("POD_UID", "");
    var host = environment.getOrDefault("HOSTNAME", "runtime-agent");
    return new Replica(uid.isBlank() ? host + "_" + UUID.randomUUID() : uid.strip());
  }
}
