package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/** Connections for tests. */
public final class ApiConnections {
  private ApiConnections() {}

  /** By a kubeconfig as text. */
  public static ApiConnection of(String kubeconfig) {
    return ApiConnection.of(builder(kubeconfig));
  }

  /** By an administrator's kubeconfig, but with the rights of {@code user} only. */
  public static ApiConnection of(String kubeconfig, String user) {
    var builder = builder(kubeconfig);
    var administrator = builder.getAuthentication();
    return ApiConnection.of(
        builder.setAuthentication(client -> {
          administrator.provide(client);
          client.addDefaultHeader("Impersonate-User", user);
        }));
  }

  /** In plain text, to a proxy on this machine. */
  public static ApiConnection of(URI proxy) {
    return ApiConnection.of(new ClientBuilder().setBasePath(proxy.toString()));
  }

  /** As above, but watches end when nothing has come for {@code silence}. */
  public static ApiConnection of(URI proxy, Duration silence) {
    return ApiConnection.of(new ClientBuilder().setBasePath(proxy.toString()), silence);
  }

  private static ClientBuilder builder(String kubeconfig) {
    try {
      return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(kubeconfig)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
