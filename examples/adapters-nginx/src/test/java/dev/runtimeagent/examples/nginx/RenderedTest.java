package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written of an Application, and what is refused. */
class RenderedTest {
  private static final String URL = "https://shop.example/base/";

  @Test
  void writesTwoLocationsForAnApi() throws Refused {
    var text = text(Samples.application(URL, Samples.basic("user", "password")));

    assertThat(text)
        .contains("location = /shop/orders/orders-api {")
        .contains("location ^~ /shop/orders/orders-api/ {")
        .contains("proxy_set_header \"Authorization\" \"Basic dXNlcjpwYXNzd29yZA==\";")
        .contains("proxy_set_header RuntimeAgentCertified \"shop.example\";")
        .contains("proxy_set_header RuntimeAgentHost \"shop.example\";")
        .contains(
            "proxy_set_header RuntimeAgentTarget"
                + " \"https://shop.example/base$runtime_agent_rest$is_args$args\";");
  }

  @Test
  void letsNoTextOutOfItsQuotes() throws Refused {
    var text =
        text(Samples.application(URL, Samples.header("x-key", "a\"; } # ' \\ $host ${host}")));

    assertThat(text)
        .contains(
            "proxy_set_header \"x-key\" \"a\\\"; } # ' \\\\ ${runtime_agent_dollar}host "
                + "${runtime_agent_dollar}{host}\";");
  }

  @Test
  void writesNamesOnlyInNormalForm() throws Refused {
    var text = text(Samples.application("a; } \n# b", "$host\" '{ \\", URL, Auth.NONE));

    assertThat(text).contains("location = /shop/a-b/host {").doesNotContain("$host");
  }

  @Test
  void refusesTwoApisOfOnePath() {
    var same =
        Samples.application(
            List.of(
                Samples.bundle("Orders", Auth.NONE, new ApiDefinition("1", "A b", URL)),
                Samples.bundle("orders", Auth.NONE, new ApiDefinition("2", "a-B", URL))));

    assertRefused(same, "would both be reached by /shop/orders/a-b");
  }

  @Test
  void refusesANameWithoutAnythingLeft() {
    assertRefused(Samples.application("Orders", "…", URL, Auth.NONE), "no letter or digit is left");
  }

  @Test
  void refusesWhatNeedsTokens() {
    var oauth =
        new Auth.Credential.OAuth(
            SecretText.of("id"), SecretText.of("secret"), "https://tokens.example");
    var csrf =
        new Auth(
            new Auth.Credential.None(), Map.of(), Map.of(), Optional.of("https://csrf.example"));
    var certificate = new Auth.Credential.Unsupported("CertificateOAuthCredentialData");

    assertRefused(Samples.application(URL, Samples.auth(oauth)), "OAuth client credentials");
    assertRefused(Samples.application(URL, csrf), "CSRF tokens");
    assertRefused(
        Samples.application(URL, Samples.auth(certificate)), "CertificateOAuthCredentialData");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "transfer-encoding",
        "Connection",
        "a b",
        "$x",
        "a\nb",
        "",
        "RuntimeAgentTarget",
        "runtimeagenthost",
        "RUNTIMEAGENTCERTIFIED"
      })
  void refusesHeadersThatNginxCannotSend(String name) {
    assertThatThrownBy(() -> text(Samples.application(URL, Samples.header(name, "value"))))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\n", "secret\r\nx: y", "secret\0", "secret\u007f", "secret\ud800"})
  void refusesControlCharactersAndDoesNotTellTheValue(String value) {
    assertThatThrownBy(() -> text(Samples.application(URL, Samples.header("x-key", value))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("x-key")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesWhatIsTooLongForNginx() {
    assertRefused(
        Samples.application(URL, Samples.header("x-key", "a".repeat(4001))), "is too long");
  }

  @Test
  void refusesTwoHosts() {
    var hosts = Map.of("host", List.of(SecretText.of("a.example"), SecretText.of("b.example")));
    var auth = new Auth(new Auth.Credential.None(), hosts, Map.of(), Optional.empty());

    assertRefused(Samples.application(URL, auth), "more than one header Host");
  }

  @Test
  void refusesAnEmptyHeader() {
    assertRefused(Samples.application(URL, Samples.header("x-key", "")), "empty header");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://shop.example, not one of http or https",
    "shop.example/x, not one of http or https",
    "https://user:secret@shop.example, has a user in it",
    "https://shop.example/a b, not valid",
    "'https://shop.example/\"; }', not valid",
    "https://shop.example/{tenant}, not valid",
    "https://10.0.0.1/x, verifies certificates for names only",
    "https://[::1]/x, verifies certificates for names only",
    "http://shop.example:99999/x, no usable host",
    "http://sh_op.example/x, no usable host",
  })
  void refusesUrlsThatItCannotKeepTo(String url, String reason) {
    assertRefused(Samples.application(url, Auth.NONE), reason);
  }

  @Test
  void remarksAnApiWithoutUrl() throws Refused {
    var rendered = Rendered.of(Samples.application("", Auth.NONE), "shop");

    assertThat(rendered.remarks()).singleElement().asString().contains("Orders API", "no URL");
    assertThat(rendered.text().reveal()).doesNotContain("location");
  }

  @Test
  void marksWhatIsWritten() throws Refused {
    var application = Samples.application(URL, Samples.basic("user", "password"));

    assertThat(Marking.read(text(application))).contains(Marking.of(application));
    assertThat(Marking.read("server {}\n")).isEmpty();
  }

  private static String text(Application application) throws Refused {
    return Rendered.of(application, "shop").text().reveal();
  }

  private static void assertRefused(Application application, String reason) {
    assertThatThrownBy(() -> text(application))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }
}
