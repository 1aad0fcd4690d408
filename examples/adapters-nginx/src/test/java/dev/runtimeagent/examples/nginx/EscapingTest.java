package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Compass says arrives at the API as it was said, whatever it means to nginx. */
@ExtendWith(NeedsNginx.class)
class EscapingTest {
  private static final String PATH = "/shop/orders/orders-api";

  @TempDir private static Path folder;
  private static Upstreams upstream;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    upstream = Upstreams.start();
    gateway = TestGateway.in(folder.resolve("gate way's #1; }"));
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        "}",
        "a\"b",
        "a'b",
        "\\",
        "a\\\"; } evil on; #",
        "$host",
        "${host}",
        "$",
        "a$",
        "$$1",
        "#",
        "# x",
        "{ }",
        "\\n",
        "\\x41",
        "Lua_by_block {",
        "%s%0A"
      })
  void sendsHeadersPasswordsAndParametersAsTheyAre(String text) throws Exception {
    var auth =
        new Auth(
            new Auth.Credential.Basic(SecretText.of(text), SecretText.of(text + "\n" + text)),
            Map.of("x-key", List.of(SecretText.of(text), SecretText.of("second"))),
            Map.of(text, List.of(SecretText.of(text + "\n"))),
            Optional.empty());
    serve(Samples.application(upstream.url("/base"), auth));

    var status = gateway.get(PATH + "/rest?given=1").statusCode();

    assertThat(status).isEqualTo(200);
    var headers = upstream.last().headers();
    assertThat(headers.get("x-key")).containsExactly(text, "second");
    var pair = headers.getFirst("Authorization").substring("Basic ".length());
    assertThat(new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8))
        .isEqualTo(text + ":" + text + "\n" + text);
    assertThat(URI.create(upstream.last().uri()).getQuery())
        .isEqualTo(text + "=" + text + "\n&given=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a;b='c'/$host", "/$", "/$request_uri/x", "/a(b)*!,:@&=+~", "/%22%7D%0a%23;"})
  void keepsToTheUrl(String path) throws Exception {
    serve(Samples.application(upstream.url(path + "?q=$args;"), Auth.NONE));

    assertThat(gateway.get(PATH).statusCode()).isEqualTo(200);
    assertThat(upstream.last().uri()).isEqualTo(path + "?q=$args;");
    gateway.get(PATH + "/x%2Fy//z?a=b");
    assertThat(upstream.last().uri()).isEqualTo(path + "/x%2Fy//z?q=$args;&a=b");
  }

  @Test
  void keepsToNamesWhateverTheyAre() throws Exception {
    serve(
        Samples.application(
            "B; } \n#\" $host '", "A \\ { \r\n# ${host};", upstream.url("/"), Auth.NONE));

    assertThat(gateway.get("/shop/b-host/a-host/x").statusCode()).isEqualTo(200);
    assertThat(upstream.last().uri()).isEqualTo("/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop/orders/orders-api/a/../../../secret",
        "/shop/orders/orders-api/%2e%2e/secret",
        "/shop/orders/orders-api/..%2fsecret",
        "/shop/orders/orders-api/..;/secret",
        "/shop/orders/orders-api/.%2e%3b/secret",
        "/shop/orders/orders-api/%5c..%5csecret",
        "/x/../shop/orders/orders-api/secret",
        "//shop/orders/orders-api/secret",
        "/shop/orders/orders-api2/secret",
        "/shop/orders"
      })
  void letsNobodyOutOfTheApisPath(String path) throws Exception {
    serve(Samples.application(upstream.url("/base"), Auth.NONE));
    gateway.get(PATH + "/last");

    assertThat(gateway.get(path).statusCode()).isIn(400, 404);
    assertThat(upstream.last().uri()).isEqualTo("/base/last");
  }

  @Test
  void takesLongTexts() throws Exception {
    serve(Samples.application(upstream.url("/"), Samples.header("x-key", "a".repeat(4000))));

    gateway.get(PATH);

    assertThat(upstream.last().headers().getFirst("x-key")).hasSize(4000);
  }

  @Test
  void replacesWhatTheClientSays() throws Exception {
    serve(Samples.application(upstream.url("/"), Samples.header("Host", "other.example:1$")));

    gateway.get(PATH);

    assertThat(upstream.last().headers().get("Host")).containsExactly("other.example:1$");
  }

  private static void serve(Application application) {
    var target = gateway.target();
    var held =
        switch (target.holdings()) {
          case Holdings.Held(var all) -> all;
          case Holdings.Unknown(var problem) -> throw new AssertionError(problem);
        };
    var outcome =
        held.isEmpty()
            ? target.create(application, "shop")
            : target.update(held.getFirst(), application);
    assertThat(outcome).isEqualTo(new Outcome.Done());
  }
}
