package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but the configuration says where a request goes, and no request is spoilt on its way. */
@ExtendWith(NeedsNginx.class)
class RelayTest {
  private static final String PATH = "/shop/orders/orders-api";

  @TempDir private Path folder;
  private Upstreams upstream;
  private Upstreams other;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    upstream = Upstreams.start();
    other = Upstreams.start();
    gateway = TestGateway.in(folder.resolve("gateway"));
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    other.close();
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RuntimeAgentTarget: OTHER",
        "runtimeagenttarget: OTHER",
        "Runtime-Agent-Target: OTHER",
        "Runtime_Agent_Target: OTHER",
        "Connection: RuntimeAgentTarget",
        "Connection: close, RuntimeAgentHost",
        "RuntimeAgentTarget: OTHER\r\nRuntimeAgentTarget: OTHER",
        "RuntimeAgentTarget : OTHER",
        "RuntimeAgentHost: evil.example",
        "RuntimeAgentCertified: evil.example",
        "X-Accel-Redirect: OTHER",
        "Host: evil.example",
      })
  void sendsNoRequestElsewhereWhateverTheClientSays(String header) throws IOException {
    serve(Samples.application(upstream.url("/base"), Auth.NONE));

    raw("/rest", header.replace("OTHER", other.url("/evil")));

    assertThat(other.last().uri()).isEmpty();
    assertThat(upstream.last().uri()).isIn("", "/base/rest");
    assertThat(upstream.last().headers().getOrDefault("Host", List.of()))
        .isSubsetOf("127.0.0.1:" + upstream.port());
    assertThat(upstream.last().headers().keySet())
        .doesNotContain("Runtimeagenttarget", "Runtimeagenthost", "Runtimeagentcertified");
  }

  @Test
  void letsNoApiSendARequestToAnother() throws Exception {
    var misled = new ApiDefinition("1", "misled", upstream.url("/"));
    var guarded = new ApiDefinition("2", "guarded", other.url("/"));
    serve(
        Samples.application(
            List.of(
                Samples.bundle("a", Auth.NONE, misled),
                Samples.bundle("b", Samples.basic("user", "password"), guarded))));
    upstream.answerWith("X-Accel-Redirect", "/shop/b/guarded");

    var answer = gateway.get("/shop/a/misled");

    assertThat(answer.body()).isEqualTo("served");
    assertThat(answer.headers().firstValue("X-Accel-Redirect")).isEmpty();
    assertThat(other.last().uri()).isEmpty();
  }

  @Test
  void passesOnWhatIsUnusual() throws IOException {
    var auth =
        new Auth(
            new Auth.Credential.None(),
            Map.of(
                "x.key", List.of(SecretText.of("dots")),
                "x_key", List.of(SecretText.of("underscore")),
                "!~", List.of(SecretText.of("marks"))),
            Map.of(),
            Optional.empty());
    serve(Samples.application(upstream.url("/base"), auth));
    var longest = "/" + "a".repeat(7000);

    var answer = raw(longest, "their_key: theirs\r\nlong: " + "b".repeat(8000));

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(upstream.last().uri()).isEqualTo("/base" + longest);
    var headers = upstream.last().headers();
    assertThat(headers.getFirst("x.key")).isEqualTo("dots");
    assertThat(headers.getFirst("x_key")).isEqualTo("underscore");
    assertThat(headers.getFirst("!~")).isEqualTo("marks");
    assertThat(headers.getFirst("their_key")).isEqualTo("theirs");
    assertThat(headers.getFirst("long")).hasSize(8000);
  }

  @Test
  void passesOnALongAnswer() throws Exception {
    upstream.answerWith("x-long", "c".repeat(7800));
    serve(Samples.application(upstream.url("/base"), Auth.NONE));

    assertThat(gateway.get(PATH).headers().firstValue("x-long").orElse("")).hasSize(7800);
  }

  @Test
  void isReachedByNginxAlone() throws IOException {
    serve(Samples.application(upstream.url("/base"), Auth.NONE));

    assertThat(Files.exists(gateway.layout().socket())).isTrue();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(gateway.layout().relay())))
        .isEqualTo("rwx------");
  }

  @Test
  void isThereAgainAfterNginxWasKilled() throws Exception {
    var application = Samples.application(upstream.url("/base"), Auth.NONE);
    serve(application);
    gateway.kill();
    assertThat(Files.exists(gateway.layout().socket())).isTrue();

    serve(application);

    assertThat(gateway.get(PATH).body()).isEqualTo("served");
  }

  private void serve(Application application) {
    assertThat(gateway.target().create(application, "shop")).isEqualTo(new Outcome.Done());
  }

  private String raw(String path, String header) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.settings.port())) {
      var host = header.startsWith("Host") ? "" : "Host: localhost\r\n";
      var request = "GET " + PATH + path + " HTTP/1.1\r\n" + host + header + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
