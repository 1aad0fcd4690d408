package dev.runtimeagent.compass.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.ScriptedCompass;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "proxy:3128, '', https://compass.test/, proxy:3128",
        "http://proxy, '', https://compass.test/, proxy:80",
        "socks5://proxy, '', https://compass.test/, proxy:1080",
        "proxy:3128, '', http://compass.test/, -",
        "proxy:3128, '', https://localhost/, -",
        "proxy:3128, '', https://127.0.0.2:8443/, -",
        "proxy:3128, '', https://[::1]/, -",
        "proxy:3128, *, https://compass.test/, -",
        "proxy:3128, compass.test, https://compass.test/, -",
        "proxy:3128, compass.test, https://a.compass.test/, -",
        "proxy:3128, compass.test, https://xcompass.test/, proxy:3128",
        "proxy:3128, .compass.test, https://compass.test/, proxy:3128",
        "proxy:3128, .compass.test, https://a.compass.test/, -",
        "proxy:3128, *.compass.test, https://a.compass.test/, -",
        "proxy:3128, 'a, COMPASS.test:443', https://compass.test/, -",
        "proxy:3128, compass.test:444, https://compass.test/, proxy:3128",
        "proxy:3128, 10.0.0.0/8, https://10.9.8.7/, -",
        "proxy:3128, 10.0.0.0/8, https://11.9.8.7/, proxy:3128",
        "proxy:3128, fd00::/8, https://[fd12::1]/, -",
        "proxy:3128, 10.0.0.0/x, https://10.9.8.7/, proxy:3128",
        "not a proxy:x, '', https://compass.test/, -"
      })
  void choosesAsTheGoAgentDoes(String httpsProxy, String noProxy, URI url, String expected) {
    var chosen =
        EnvironmentProxies.of(Map.of("HTTPS_PROXY", httpsProxy, "no_proxy", noProxy))
            .select(url)
            .getFirst();

    assertThat(
            Optional.ofNullable(chosen.address())
                .map(a -> a.toString().replace("/<unresolved>", ""))
                .orElse(null))
        .isEqualTo(expected);
    assertThat(chosen.equals(Proxy.NO_PROXY)).isEqualTo(expected == null);
  }

  @Test
  void goesThroughTheProxyAndShowsItsPasswordThere(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (var compass = new ScriptedCompass(folder);
        var proxy = new MockWebServer()) {
      proxy.start();
      proxy.enqueue(new MockResponse.Builder().code(407).inTunnel().build());
      proxy.enqueue(new MockResponse.Builder().code(502).inTunnel().build());
      var http =
          new CompassHttp(
              HttpLimits.STANDARD,
              ServerTrust.verifying(
                  Optional.of(compass.authorities()), EnvironmentAuthorities.of(Map.of())),
              EnvironmentProxies.of(
                  Map.of("HTTPS_PROXY", "http://user:canary@localhost:" + proxy.getPort())),
              () -> ScriptedCompass.NOW,
              new CallLog(true));

      var reply =
          new GraphqlConnector(http)
              .configuration(
                  URI.create("https://compass.test/connector/graphql"),
                  ScriptedCompass.TOKEN,
                  () -> true,
                  "request-1");

      assertThat(reply)
          .isInstanceOfSatisfying(
              Unsent.class,
              unsent -> assertThat(unsent.reason()).isEqualTo(Unsent.Reason.NOT_CONNECTED))
          .isNotInstanceOf(NotAuthenticated.class);
      assertThat(reply.problem()).startsWith("compass.test ").doesNotContain("canary");
      var first = proxy.takeRequest();
      assertThat(first.getRequestLine()).startsWith("CONNECT compass.test:443");
      assertThat(first.getHeaders().get("Connector-Token")).isNull();
      var authorized = Optional.ofNullable(first.getHeaders().get("Proxy-Authorization"));
      var second = authorized.isPresent() ? first : proxy.takeRequest();
      assertThat(second.getHeaders().get("Proxy-Authorization"))
          .isEqualTo(Credentials.basic("user", "canary"));
    }
  }
}
