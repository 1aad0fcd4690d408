package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** Connections for tests. */
public final class ApiConnections {
  private ApiConnections() {}

  /** By a kubeconfig as text. */
  public static ApiConnection of(String kubeconfig) {
    try {
      return ApiConnection.of(
          ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(kubeconfig))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
