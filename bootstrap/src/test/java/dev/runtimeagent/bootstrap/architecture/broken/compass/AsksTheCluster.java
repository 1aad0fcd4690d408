package dev.runtimeagent.bootstrap.architecture.broken.compass;

import io.kubernetes.client.openapi.ApiClient;

/** Talks to an API server past its adapter. */
public final class AsksTheCluster {
  private AsksTheCluster() {}

  /** Where the API server is. */
  public static String address(ApiClient client) {
    return client.getBasePath();
  }
}
