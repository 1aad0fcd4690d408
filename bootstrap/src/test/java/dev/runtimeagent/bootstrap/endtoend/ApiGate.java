package dev.runtimeagent.bootstrap.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to the API server that can be shut and opened again; what passes stays encrypted. */
final class ApiGate implements AutoCloseable {
  private final InetSocketAddress server;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private int port;
  private @Nullable ServerSocket entrance;

  /** One that is open. */
  ApiGate() {
    var address = URI.create(Cluster.running().connection().address());
    server = new InetSocketAddress(address.getHost(), address.getPort());
    open();
  }

  /** Has the scene's agents come this way. */
  void lead(ClusterScene scene) throws IOException {
    scene.changeKubeconfig(config -> {
      var cluster = (ObjectNode) config.at("/clusters/0/cluster");
      cluster.put("server", cluster.path("server").asText().replaceFirst(":\\d+/?$", ":" + port));
    });
  }

  /** Refuses connections from now on, and ends those that there are. */
  void shut() {
    if (entrance != null) {
      end(entrance);
      entrance = null;
    }
    passing.forEach(ApiGate::end);
  }

  void open() {
    try {
      var opened = new ServerSocket(port, 50, InetAddress.getByName(server.getHostString()));
      port = opened.getLocalPort();
      entrance = opened;
      Thread.ofVirtual().name("gate").start(() -> welcome(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    shut();
  }

  private void welcome(ServerSocket opened) {
    try {
      while (true) {
        var client = opened.accept();
        var beyond = new Socket(server.getAddress(), server.getPort());
        passing.add(client);
        passing.add(beyond);
        if (opened.isClosed()) {
          end(client);
          end(beyond);
        }
        Thread.ofVirtual().name("gate-in").start(() -> pass(client, beyond));
        Thread.ofVirtual().name("gate-out").start(() -> pass(beyond, client));
      }
    } catch (IOException _) {
      // It was shut.
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of the two hung up.
    } finally {
      passing.remove(from);
      passing.remove(to);
    }
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }
}
