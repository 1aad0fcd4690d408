package dev.runtimeagent.compass.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/**
 * Tells an {@link Attempt} how far its call has come, and has its connection send at once what it
 * is given: the second part of a request would wait for the other end to acknowledge the first, for
 * which that takes 40 ms.
 */
final class AttemptListener extends EventListener {
  @Override
  public void dnsStart(Call call, String domainName) {
    note(call, a -> a.lookingUp(domainName));
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    note(call, a -> a.reached(Attempt.Stage.CONNECTING));
  }

  @Override
  public void secureConnectStart(Call call) {
    note(call, a -> a.reached(Attempt.Stage.SECURING));
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    note(call, a -> a.reached(Attempt.Stage.STANDING));
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    note(call, a -> a.reached(Attempt.Stage.STANDING));
    try {
      connection.socket().setTcpNoDelay(true);
    } catch (SocketException _) {
      // It is closed, which the request will find out.
    }
  }

  private static void note(Call call, Consumer<Attempt> note) {
    Optional.ofNullable(call.request().tag(Attempt.class)).ifPresent(note);
  }
}
