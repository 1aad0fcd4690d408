package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

import okhttp3.OkHttpClient;

/** Uses another adapter's client. */
public final class SpeaksHttp {
  public OkHttpClient client() {
    return new OkHttpClient();
  }
}
