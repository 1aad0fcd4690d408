package dev.runtimeagent.compass.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.BeforeScriptedCompass;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.domain.SecretText;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is good for one request, so no answer and no accident may make it two. */
class OnceOnlyTest extends BeforeScriptedCompass {
  private final AtomicInteger gate = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "408,", "408,0", "421,", "503,0", "503,1", "500,", "502,", "401,", "407,", "413,", "429,0",
    "301,", "302,", "307,", "308,"
  })
  void sendsATokenOnceWhateverTheStatusInvitesTo(int status, String retryAfter) {
    for (int i = 0; i < 3; i++) {
      compass.answers(inviting(status, retryAfter));
    }

    var reply = withToken();

    assertThat(reply).isInstanceOf(Failed.class);
    assertThat(compass.server().getRequestCount()).isEqualTo(1);
    assertThat(gate).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"408,0", "503,0", "307,", "401,"})
  void sendsARequestWithACertificateOnceToo(int status, String retryAfter) {
    for (int i = 0; i < 3; i++) {
      compass.answers(inviting(status, retryAfter));
    }

    assertThat(compass.withCertificate()).isInstanceOf(Failed.class);
    assertThat(compass.server().getRequestCount()).isEqualTo(1);
  }

  @Test
  void doesNotSendATokenAgainWhenTheConnectionBreaks() {
    for (int i = 0; i < 3; i++) {
      compass.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }

    var reply = withToken();

    assertThat(reply)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Failed.Kind.CUT));
    assertThat(compass.server().getRequestCount()).isEqualTo(1);
    assertThat(gate).hasValue(1);
  }

  /**
   * HTTP/2 acknowledges settings meanwhile, and an acknowledgement that fails takes the answer with
   * it.
   */
  @Test
  void speaksHttp1ForTokens() throws InterruptedException {
    compass.server().setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    compass.answers(400, "");

    assertThat(compass.withToken()).isInstanceOf(NotAuthenticated.class);
    assertThat(compass.server().takeRequest().getVersion()).isEqualTo("HTTP/1.1");
  }

  @Test
  void usesNoConnectionTwiceForTokens() throws InterruptedException {
    var http = compass.http();
    compass.answers(400, "");
    compass.answers(400, "");

    assertThat(compass.withToken(http, () -> true)).isInstanceOf(NotAuthenticated.class);
    assertThat(compass.withToken(http, () -> true)).isInstanceOf(NotAuthenticated.class);

    var first = compass.server().takeRequest();
    var second = compass.server().takeRequest();
    assertThat(second.getConnectionIndex()).isNotEqualTo(first.getConnectionIndex());
  }

  @Test
  void usesAConnectionAgainForCertificates() throws InterruptedException {
    var http = compass.http();
    compass.answers(503, "");
    compass.answers(503, "");

    compass.applications(http);
    compass.applications(http);

    var first = compass.server().takeRequest();
    var second = compass.server().takeRequest();
    assertThat(second.getConnectionIndex()).isEqualTo(first.getConnectionIndex());
  }

  @Test
  void sendsNothingAtAllThroughAShutGate() {
    var reply = compass.withToken(compass.http(), () -> false);

    assertThat(reply)
        .isInstanceOfSatisfying(
            Unsent.class,
            unsent -> assertThat(unsent.reason()).isEqualTo(Unsent.Reason.FORBIDDEN_BY_CALLER));
    assertThat(compass.server().getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\nbreak", "tökén", "tab\t"})
  void sendsNoTokenThatCannotBeOne(String token) {
    var reply =
        new GraphqlConnector(compass.http())
            .configuration(
                compass.url(), SecretText.of(token), () -> gate.incrementAndGet() > 0, "request-1");

    assertThat(reply).isInstanceOf(NotAuthenticated.class);
    assertThat(gate).hasValue(0);
  }

  private CompassReply<?> withToken() {
    return compass.withToken(compass.http(), () -> gate.incrementAndGet() > 0);
  }

  private static MockResponse.Builder inviting(int status, String retryAfter) {
    var response =
        new MockResponse.Builder().code(status).addHeader("Location", "/elsewhere").body("");
    return retryAfter == null ? response : response.addHeader("Retry-After", retryAfter);
  }
}
