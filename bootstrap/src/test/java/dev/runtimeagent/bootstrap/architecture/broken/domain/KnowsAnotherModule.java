package dev.runtimeagent.bootstrap.architecture.broken.domain;

import java.net.http.HttpClient;

/** Reaches past java.base. */
public final class KnowsAnotherModule {
  public HttpClient client() {
    return HttpClient.newHttpClient();
  }
}
