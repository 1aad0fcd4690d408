package dev.runtimeagent.compass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.compass.director.GraphqlDirector;
import dev.runtimeagent.domain.SecretText;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are planted where secrets go in, and searched for in all that comes out. */
class SecretsStayInsideTest extends BeforeScriptedCompass {
  private static final String CANARY = "canary";
  private static final String PAGE_INFO =
      "\"pageInfo\":{\"endCursor\":\"\",\"hasNextPage\":false},\"totalCount\":1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary is not JSON",
        "\"canary\"",
        "{\"data\":\"canary\"}",
        "{\"data\":{\"configuration\":{\"token\":\"canary\"}}}",
        "{\"data\":{\"configuration\":{\"token\":{\"token\":\"canary\"}}}}",
        "{\"data\":{\"configuration\":{\"token\":{\"token\":\"canary\"",
        "{\"data\":{\"configuration\":{\"token\":{\"token\":\"canary\\x\"}}}}",
        "{\"errors\":[{\"message\":\"no such token: canary-token-Zg==\"}],\"data\":null}"
      })
  void noFailureShowsATokenThatWasSentOrCame(String body) {
    for (var status : List.of(200, 400, 500)) {
      compass.answers(status, body);

      assertThat(shown(compass.withToken())).noneMatch(text -> text.contains(CANARY));
    }
  }

  @Test
  void noFailureOfTheConnectionShowsTheToken() {
    compass.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

    assertThat(shown(compass.withToken())).noneMatch(text -> text.contains(CANARY));
    assertThat(
            shown(
                new GraphqlConnector(compass.http())
                    .configuration(
                        compass.url(), SecretText.of("canary\n"), () -> true, "request-1")))
        .noneMatch(text -> text.contains(CANARY));
  }

  @Test
  void noAnswerShowsCredentialsHeadersOrParameters() {
    compass.answers(
        200,
        listing(
            "{\"credential\":{\"__typename\":\"BasicCredentialData\",\"username\":\"canary\","
                + "\"password\":\"canary\"},\"additionalHeaders\":{\"X\":[\"canary\"]},"
                + "\"additionalQueryParams\":{\"y\":[\"canary\"]}}"));
    compass.answers(
        200,
        listing(
            "{\"credential\":{\"__typename\":\"OAuthCredentialData\",\"clientId\":\"canary\","
                + "\"clientSecret\":\"canary\",\"url\":\"https://auth.test\"}}"));

    for (int i = 0; i < 2; i++) {
      var reply = compass.applications();
      assertThat(reply).isInstanceOf(CompassReply.Answered.class);
      assertThat(shown(reply)).noneMatch(text -> text.contains(CANARY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"credential\":\"canary\"}",
        "{\"credential\":{\"username\":\"canary\",\"password\":\"canary\"}}",
        "{\"credential\":{\"__typename\":\"BasicCredentialData\",\"username\":\"canary\"}}",
        "{\"credential\":{\"__typename\":\"OAuthCredentialData\",\"clientSecret\":\"canary\"}}",
        "{\"additionalHeaders\":{\"X\":\"canary\"}}",
        "{\"additionalHeaders\":[\"canary\"]}",
        "{\"additionalQueryParams\":{\"X\":[\"canary\",1]}}"
      })
  void noHollowCredentialIsShown(String auth) {
    compass.answers(200, listing(auth));

    var reply = compass.applications();

    assertThat(reply).isInstanceOf(CompassReply.Failed.class);
    assertThat(shown(reply)).noneMatch(text -> text.contains(CANARY));
  }

  @Test
  void theRequestToTheDirectorHoldsNoTokenAndTheTenantOnlyIfThereIsOne()
      throws InterruptedException {
    compass.answers(200, "{}");
    compass.answers(200, "{}");
    compass.applications();
    var director = new GraphqlDirector(compass.http(), 1 << 20);
    director.viewer(
        new Access(
            compass.url(), ScriptedCompass.credential(), "r", Optional.empty(), "request 2"));

    var first = compass.server().takeRequest();
    var second = compass.server().takeRequest();

    assertThat(first.getHeaders().get("Tenant")).isEqualTo("tenant-1");
    assertThat(first.getHeaders().get("x-request-id")).isEqualTo("request-1");
    assertThat(first.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(first.getHeaders().get("Accept")).isEqualTo("application/json; charset=utf-8");
    assertThat(first.getHeaders().get("Connector-Token")).isNull();
    assertThat(second.getHeaders().get("Tenant")).isNull();
    assertThat(second.getHeaders().get("x-request-id")).isEqualTo("request_2");
  }

  @Test
  void theRequestToTheConnectorHoldsTheTokenInItsHeaderOnlyAndNoTenant()
      throws InterruptedException {
    compass.answers(400, "");
    compass.answers(400, "");
    compass.withToken();
    compass.withCertificate();

    var withToken = compass.server().takeRequest();
    var withCertificate = compass.server().takeRequest();

    assertThat(withToken.getHeaders().get("Connector-Token"))
        .isEqualTo(ScriptedCompass.TOKEN.reveal());
    assertThat(withToken.getTarget()).isEqualTo("/connector/graphql");
    assertThat(String.valueOf(withToken.getBody())).doesNotContain(CANARY);
    assertThat(withToken.getHeaders().get("Tenant")).isNull();
    assertThat(withCertificate.getHeaders().get("Connector-Token")).isNull();
  }

  private static List<String> shown(CompassReply<?> reply) {
    return List.of(reply.problem(), reply.toString());
  }

  private static String listing(String auth) {
    return ("{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[{"
            + "\"id\":\"1\",\"name\":\"shop\",\"bundles\":{\"data\":[{\"id\":\"2\","
            + "\"name\":\"b\",\"defaultInstanceAuth\":%1$s,"
            + "\"apiDefinitions\":{\"data\":[],%2$s},\"eventDefinitions\":{\"data\":[],%2$s}}],"
            + "%2$s}}],%2$s}}}")
        .formatted(auth, PAGE_INFO);
  }
}
