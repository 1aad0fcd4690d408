package dev.runtimeagent.sandbox.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TLS host on loopback; every connection has a virtual thread of its own. */
public final class TlsListener implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TlsListener.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 200;
  private static final int BODY_LIMIT = 2_097_152;
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final HostKind host;
  private final HostBehaviour behaviour;
  private final Clock clock;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private TlsListener(HostKind host, HostBehaviour behaviour, Clock clock, ServerSocket server) {
    this.host = host;
    this.behaviour = behaviour;
    this.clock = clock;
    this.server = server;
  }

  /**
   * Opens a listener.
   *
   * @param port the port to listen at, or 0 for any that is free
   */
  public static TlsListener open(HostKind host, int port, HostBehaviour behaviour, Clock clock)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException("port " + port + " cannot be listened at: " + e.getMessage(), e);
    }
    TlsListener listener = new TlsListener(host, behaviour, clock, server);
    Thread.ofVirtual().name("sandbox-" + host).start(listener::accept);
    return listener;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Closes every connection that is open now; new ones are welcome. */
  public void closeConnections() {
    open.forEach(TlsListener::closeQuietly);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeConnections();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("sandbox-" + host + "-connection").start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.atWarn().addKeyValue("host", host).setCause(e).log("connection not accepted");
        }
      }
    }
  }

  private void serve(Socket raw) {
    try (raw) {
      raw.setTcpNoDelay(true);
      raw.setSoTimeout((int) IDLE.toMillis());
      OptionalInt alert = behaviour.alert(host);
      if (alert.isPresent()) {
        refuse(raw, alert.getAsInt());
        return;
      }
      SSLSocket tls =
          (SSLSocket)
              behaviour.context().getSocketFactory().createSocket(raw, null, raw.getPort(), false);
      tls.setUseClientMode(false);
      tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      tls.setNeedClientAuth(host == HostKind.MTLS);
      // As the proxies in front of Compass do, which are not written in Java.
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setUseCipherSuitesOrder(false);
      tls.setSSLParameters(parameters);
      Optional<X509Certificate> certificate;
      try {
        tls.startHandshake();
        certificate = clientCertificate(tls);
      } catch (SSLException | CertificateException e) {
        behaviour.handshakeFailed(host, String.valueOf(e.getMessage()));
        drain(raw);
        return;
      }
      converse(tls, raw, certificate);
    } catch (IOException e) {
      log.atDebug().addKeyValue("host", host).setCause(e).log("connection ended");
    } catch (GeneralSecurityException e) {
      log.atError().addKeyValue("host", host).setCause(e).log("server certificate not made");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(raw);
    }
  }

  private Optional<X509Certificate> clientCertificate(SSLSocket tls)
      throws SSLException, CertificateException {
    if (host == HostKind.TOKEN) {
      return Optional.empty();
    }
    X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
    // A resumed session passes without the trust manager.
    behaviour.judge(certificate);
    return Optional.of(certificate);
  }

  private void converse(SSLSocket tls, Socket raw, Optional<X509Certificate> certificate)
      throws IOException, InterruptedException {
    HttpStreams http =
        new HttpStreams(
            new BufferedInputStream(tls.getInputStream(), 16 * 1024),
            new BufferedOutputStream(tls.getOutputStream(), 16 * 1024),
            BODY_LIMIT,
            clock);
    for (Optional<HttpRequest> next = http.read(); next.isPresent(); next = http.read()) {
      HttpRequest request = next.get();
      HttpAnswer answer = behaviour.answer(host, request, certificate);
      boolean withBody = !request.method().equals("HEAD");
      switch (answer.delivery()) {
        case HttpAnswer.Delivery.Whole _ -> http.write(answer, Long.MAX_VALUE, withBody);
        case HttpAnswer.Delivery.Cut _ -> {
          return;
        }
        case HttpAnswer.Delivery.CutAfter(int bytes) -> {
          http.write(answer, bytes, withBody);
          return;
        }
        case HttpAnswer.Delivery.StallAfter(int bytes) -> {
          http.write(answer, bytes, withBody);
          stall(raw);
          return;
        }
        case HttpAnswer.Delivery.Stall _ -> {
          stall(raw);
          return;
        }
      }
      if (request.header("connection").orElse("").equalsIgnoreCase("close")) {
        tls.close();
        return;
      }
    }
  }

  /** Holds the connection in silence until the client gives up or the listener is closed. */
  private void stall(Socket raw) throws IOException {
    raw.setSoTimeout(0);
    InputStream in = raw.getInputStream();
    while (closed.getCount() > 0 && in.read() >= 0) {
      // What a client says meanwhile goes unheard.
    }
  }

  /** Sends a fatal alert in place of a handshake. */
  private void refuse(Socket raw, int alert) throws IOException {
    behaviour.handshakeFailed(host, "refused by alert " + alert);
    // Not before the client has spoken: some clients take that for a broken connection.
    int first = raw.getInputStream().read();
    if (first >= 0) {
      raw.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) alert});
      drain(raw);
    }
  }

  /** Lets the client read the last words; closing over unread bytes would reset the connection. */
  private static void drain(Socket raw) throws IOException {
    raw.getOutputStream().flush();
    raw.shutdownOutput();
    raw.setSoTimeout((int) DRAIN.toMillis());
    InputStream in = raw.getInputStream();
    byte[] scrap = new byte[4096];
    try {
      while (in.read(scrap) >= 0) {
        // Unread on purpose.
      }
    } catch (IOException _) {
      // The client went first, or says nothing more.
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("connection not closed");
    }
  }
}
