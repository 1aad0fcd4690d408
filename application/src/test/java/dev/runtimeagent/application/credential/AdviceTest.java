package dev.runtimeagent.application.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
  private static final URI URL = URI.create("https://compass.test:8443/connector?token=canary");

  @ParameterizedTest
  @CsvSource({
    "https://compass.test/x, compass.test",
    "https://compass.test:8443/x, compass.test:8443",
    "https://compass.test:0/x, compass.test:0",
    "mailto:x, an unnamed host"
  })
  void aHostIsNamedWithItsPort(String url, String host) {
    assertThat(Advice.host(URI.create(url))).isEqualTo(host);
  }

  @Test
  void twoUrlsAreNamedWithoutWhatMayBeSecret() {
    assertThat(Advice.both(new Endpoints(URL, URI.create("mailto:x"))))
        .isEqualTo("Connector compass.test:8443/connector, Director an unnamed host");
  }

  @Test
  void aCauseIsToldIfThereIsOne() {
    assertThat(Advice.withCause("it broke", "disk")).isEqualTo("it broke (disk)");
    assertThat(Advice.withCause("it broke", " ")).isEqualTo("it broke");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NAME_NOT_RESOLVED | the host name compass.test:8443 cannot be resolved: check URL and the DNS",
        "NOT_CONNECTED | no connection to compass.test:8443: check URL, proxy and firewall",
        "SERVER_NOT_TRUSTED | the server certificate of compass.test:8443 is not trusted: name the file with its CA in APP_COMPASS_CA_FILE",
        "SERVER_OUT_OF_DATE | the server certificate of compass.test:8443 is not valid now: check this machine's clock, and have Compass' operators renew it",
        "WRONG_HOST_NAME | the server certificate of compass.test:8443 is for another host name: check URL",
        "TLS_FAILED | no TLS connection to compass.test:8443: check that URL is Compass'",
        "NO_SUCH_SERVICE | compass.test:8443 has no such service: the path of URL is \"/connector\"",
        "BAD_URL | the URL of compass.test:8443 cannot be used: correct URL",
        "FORBIDDEN_BY_CALLER | given up before anything was sent to compass.test:8443"
      })
  void eachReasonHasItsAdvice(Unsent.Reason reason, String advice) {
    assertThat(Advice.unsent("URL", URL, new Unsent<>(reason, ""))).isEqualTo(advice);
  }

  @Test
  void whoKnewMoreIsQuoted() {
    assertThat(Advice.unsent("URL", URL, new Unsent<>(Unsent.Reason.BAD_URL, "it has no host")))
        .isEqualTo("it has no host: correct URL");
  }

  @Test
  void aFailureIsToldInWords() {
    assertThat(Advice.failure(URL, new Answered<>("", Optional.empty()))).isEmpty();
    assertThat(Advice.failure(URL, new NotAuthenticated<>("")))
        .isEqualTo("compass.test:8443 did not accept the client certificate");
    assertThat(Advice.failure(URL, new Failed<>(Failed.Kind.CUT, "", Optional.empty())))
        .isEqualTo("no usable answer from compass.test:8443");
    assertThat(Advice.failure(URL, new Unsent<>(Unsent.Reason.NOT_CONNECTED, "")))
        .isEqualTo("no connection to compass.test:8443: check the URL, proxy and firewall");
  }
}
