package dev.runtimeagent.compass.http;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stands between the connection and the request: asks the gate, and keeps OkHttp from sending a
 * request again because the answer's status invites it.
 */
final class SendGuard implements Interceptor {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVICE_UNAVAILABLE = 503;

  @Override
  public Response intercept(Chain chain) throws IOException {
    var attempt = Objects.requireNonNull(chain.request().tag(Attempt.class));
    if (!attempt.maySend()) {
      throw new SendingForbidden();
    }
    var response = chain.proceed(chain.request());
    attempt.answered(response.code(), Optional.ofNullable(response.header("Retry-After")));
    return switch (response.code()) {
      // OkHttp follows these up at once unless they ask for a pause, one-shot body or not.
      case REQUEST_TIMEOUT, SERVICE_UNAVAILABLE ->
          response.newBuilder().header("Retry-After", "1").build();
      default -> response;
    };
  }

  /** The gate stayed shut. */
  static final class SendingForbidden extends IOException {
    private static final long serialVersionUID = 1L;

    SendingForbidden() {
      super("sending was forbidden");
    }
  }
}
