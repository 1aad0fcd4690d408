package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.catalog.Auth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** APIs that are reached by TLS. */
@ExtendWith(NeedsNginx.class)
class TlsTest {
  private static final String PATH = "/shop/orders/orders-api";
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void reachesAnApiWhoseCertificateIsSignedByAnAuthorityThatIsTrusted() throws Exception {
    try (var upstream = Upstreams.of(server("localhost"));
        var gateway = gateway(folder.resolve("localhost.pem"))) {
      var application =
          Samples.application("https://localhost:" + upstream.port() + "/v1", Auth.NONE);

      assertThat(gateway.target().create(application, "shop")).isEqualTo(new Outcome.Done());

      assertThat(gateway.get(PATH + "/x").statusCode()).isEqualTo(200);
      assertThat(upstream.last().uri()).isEqualTo("/v1/x");
      assertThat(upstream.last().headers().getFirst("Host"))
          .isEqualTo("localhost:" + upstream.port());
    }
  }

  @Test
  void sendsNothingToAServerThatNobodyVouchesFor() throws Exception {
    try (var upstream = Upstreams.of(server("localhost"));
        var gateway = gateway(TestGateway.NO_AUTHORITIES)) {
      assertRefused(upstream, gateway);
    }
  }

  @Test
  void sendsNothingToAServerOfAnotherName() throws Exception {
    try (var upstream = Upstreams.of(server("other.example"));
        var gateway = gateway(folder.resolve("other.example.pem"))) {
      assertRefused(upstream, gateway);
    }
  }

  private static void assertRefused(Upstreams upstream, TestGateway gateway) throws Exception {
    gateway
        .target()
        .create(Samples.application("https://localhost:" + upstream.port(), Auth.NONE), "shop");

    assertThat(gateway.get(PATH + "/x").statusCode()).isEqualTo(502);
    assertThat(upstream.last().uri()).isEmpty();
  }

  private TestGateway gateway(Path authorities) {
    return new TestGateway(
        folder.resolve("gateway"), NeedsNginx.program().orElseThrow(), authorities);
  }

  /** A server with a certificate of its own for {@code host}, which it leaves in the folder. */
  private HttpsServer server(String host) throws Exception {
    var file = folder.resolve(host + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var encoded =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
    Files.writeString(
        folder.resolve(host + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var server = HttpsServer.create(Upstreams.loopback(), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }
}
