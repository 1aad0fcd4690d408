package dev.runtimeagent.compass.http;

import dev.runtimeagent.compass.crypto.ClientKeyPair;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * A client with connections of its own for each credential, so that none outlives a swap of
 * credentials. One that has fallen out of use finishes its calls and closes its connections.
 */
final class MutualTlsClients {
  /** Next, current and previous generation, and one that is leaving. */
  private static final int KEPT = 4;

  private static final int IDLE_CONNECTIONS = 5;
  private static final long IDLE_MINUTES = 5;

  private record Key(String fingerprint, ServerVerification verification) {}

  private final OkHttpClient base;
  private final ServerTrust trust;
  private final LinkedHashMap<Key, Client> clients = new LinkedHashMap<>(8, 0.75f, true);

  MutualTlsClients(OkHttpClient base, ServerTrust trust) {
    this.base = base;
    this.trust = trust;
  }

  /**
   * The client for a credential; give it back when the call has ended.
   *
   * @throws IllegalArgumentException if the credential cannot be read
   */
  synchronized Client borrow(ClientCredential credential) {
    var key = new Key(credential.facts().fingerprint(), trust.current());
    var client = clients.get(key);
    if (client == null) {
      client = new Client(build(key.verification(), ClientKeyPair.of(credential)));
      clients.put(key, client);
      while (clients.size() > KEPT) {
        clients.pollFirstEntry().getValue().retire();
      }
    }
    client.calls++;
    return client;
  }

  synchronized int connections() {
    return clients.values().stream().mapToInt(c -> c.http.connectionPool().connectionCount()).sum();
  }

  private OkHttpClient build(ServerVerification verification, ClientKeyPair pair) {
    var pool = new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES);
    return TlsContexts.apply(
            base.newBuilder().connectionPool(pool),
            verification,
            trust.findings(),
            Optional.of(pair))
        .build();
  }

  /** One credential's client and the number of its calls under way. */
  final class Client implements AutoCloseable {
    private final OkHttpClient http;
    private int calls;
    private boolean retired;

    private Client(OkHttpClient http) {
      this.http = http;
    }

    OkHttpClient http() {
      return http;
    }

    private void retire() {
      retired = true;
      http.connectionPool().evictAll();
    }

    @Override
    public void close() {
      synchronized (MutualTlsClients.this) {
        calls--;
        if (retired && calls == 0) {
          http.connectionPool().evictAll();
        }
      }
    }
  }
}
