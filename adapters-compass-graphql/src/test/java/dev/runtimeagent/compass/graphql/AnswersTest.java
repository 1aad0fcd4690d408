package dev.runtimeagent.compass.graphql;

import static dev.runtimeagent.application.port.CompassFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.BeforeScriptedCompass;
import dev.runtimeagent.compass.ScriptedCompass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers count, and how those that do not are told apart (P 0.3, 1.6, 2.9, 4.2). */
class AnswersTest extends BeforeScriptedCompass {
  private static final String PAGE_INFO =
      "\"pageInfo\":{\"startCursor\":\"\",\"endCursor\":\"\",\"hasNextPage\":false},"
          + "\"totalCount\":1";
  private static final String BUNDLES = "\"bundles\":{\"data\":[]," + PAGE_INFO + "}";
  private static final String APPLICATION =
      "{\"id\":\"1\",\"name\":\"shop\",\"description\":null,\"auths\":null," + BUNDLES + "}";
  private static final String LOST =
      "{\"errors\":[{\"message\":\"insufficient scopes provided [actual=;"
          + " required=application:read]\",\"path\":[\"applicationsForRuntime\"],"
          + "\"extensions\":{\"error\":\"InsufficientScopes\",\"error_code\":23}}],\"data\":null}";

  @Test
  void takesAnAnswerThatHasAllThatIsNeeded() {
    compass.answers(
        new MockResponse.Builder()
            .addHeader("Date", "Sun, 01 Mar 2026 09:59:58 GMT")
            .body(listing("{\"labels\":{\"a\":\"b\",\"n\":[1,{\"x\":2}]}}", APPLICATION)));

    var reply = compass.applications();

    var listing = answer(reply);
    assertThat(listing.labels()).containsOnlyKeys("a");
    assertThat(listing.applications().items()).hasSize(1);
    assertThat(reply instanceof CompassReply.Answered<?>(_, var at) ? at : Optional.empty())
        .contains(Instant.parse("2026-03-01T09:59:58Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":null}",
        "{\"data\":{}}",
        "{\"data\":[]}",
        "{\"data\":\"text\"}",
        "{\"errors\":[],\"data\":null}",
        "{\"errors\":null}",
        "[]",
        "null",
        "42",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":null}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{}}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[]}}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[],"
            + "\"pageInfo\":{},\"totalCount\":0}}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[],"
            + "\"pageInfo\":{\"endCursor\":\"\",\"hasNextPage\":false},\"totalCount\":-1}}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[],"
            + "\"pageInfo\":{\"endCursor\":\"\",\"hasNextPage\":\"no\"},\"totalCount\":0}}}",
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[],"
            + "\"pageInfo\":{\"endCursor\":\"\",\"hasNextPage\":false},\"totalCount\":1e3}}}",
        "{\"data\":{\"applicationsForRuntime\":{\"data\":[],\"pageInfo\":{\"endCursor\":\"\","
            + "\"hasNextPage\":false},\"totalCount\":0}}}"
      })
  void takesAHollowAnswerForNone(String body) {
    compass.answers(200, body);

    assertFailed(compass.applications(), Failed.Kind.HOLLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "\"text\"",
        "{\"id\":null,\"name\":\"n\"," + BUNDLES + "}",
        "{\"id\":1,\"name\":\"n\"," + BUNDLES + "}",
        "{\"name\":\"n\"," + BUNDLES + "}",
        "{\"id\":\"1\",\"name\":\"n\"}",
        "{\"id\":\"1\",\"name\":\"n\",\"bundles\":null}",
        "{\"id\":\"1\",\"name\":\"n\",\"bundles\":{\"data\":[null]," + PAGE_INFO + "}}",
        "{\"id\":\"1\",\"name\":\"n\",\"bundles\":{\"data\":{}," + PAGE_INFO + "}}",
        "{\"id\":\"1\",\"name\":\"n\",\"auths\":[null]," + BUNDLES + "}"
      })
  void takesAHollowApplicationForNoAnswer(String application) {
    compass.answers(200, listing("{\"labels\":null}", application));

    var reply = compass.applications();

    assertFailed(reply, Failed.Kind.HOLLOW);
    assertThat(reply.problem()).contains("applicationsForRuntime.data[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body>Maintenance</body></html> | something that is not JSON",
        "{\"data\":{\"runtime\":{ | ends too early",
        "{\"data\":{\"runtime\":{\"labels\":null}, | ends too early",
        "{\"data\":{\"runtime\":nul | ends too early",
        "{\"data\":{\"runtime\":<html> | not JSON",
        "nul | not JSON",
        "{\"data\":null}<html> | not JSON",
        "{\"data\":null}{} | more than one",
        "'' | answered nothing"
      })
  void takesWhatIsNotJsonForNone(String body, String part) {
    compass.answers(200, body);

    var reply = compass.applications();

    assertFailed(reply, Failed.Kind.NOT_JSON);
    assertThat(reply.problem()).contains(part).doesNotContain("Maintenance");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"error\":{\"code\":500,\"message\":\"hydrator is down\"}} | SERVER_ERROR",
        "503 | {\"Message\":\"operation has timed out\"} | SERVER_ERROR",
        "500 | {\"errors\":[{\"message\":\"boom\"}],\"data\":null} | SERVER_ERROR",
        "502 | '' | SERVER_ERROR",
        "413 | too large | SERVER_ERROR",
        "404 | <html>not here</html> | SERVER_ERROR",
        "403 | {\"error\":{\"code\":403}} | SERVER_ERROR",
        "429 | local_rate_limited | RATE_LIMITED",
        "301 | '' | REDIRECTED",
        "422 | {\"errors\":[{\"message\":\"Cannot query field\"}],\"data\":null} | GRAPHQL_ERRORS",
        "400 | {\"errors\":[{\"message\":\"transport not supported\"}]} | GRAPHQL_ERRORS",
        "400 | '' | SERVER_ERROR"
      })
  void tellsStatusesApart(int status, String body, Failed.Kind kind) {
    compass.answers(status, body);

    assertFailed(compass.applications(), kind);
  }

  @Test
  void takesAProxysNotFoundForNothingSent() {
    compass.answers(404, "{\"error\":{\"code\":404,\"status\":\"Not Found\",\"message\":\"x\"}}");

    assertThat(compass.withToken())
        .isInstanceOfSatisfying(
            Unsent.class,
            unsent -> assertThat(unsent.reason()).isEqualTo(Unsent.Reason.NO_SUCH_SERVICE));
  }

  @ParameterizedTest
  @CsvSource({
    "17,17",
    "0,0",
    "'Sun, 01 Mar 2026 10:01:00 GMT',60",
    "99999999,3600",
    "9999999999999999999999999999999999999999,3600",
    "soon,",
    ",",
    "'Sun, 01 Mar 2026 09:00:00 GMT',0",
    "-5,"
  })
  void reportsWhatRetryAfterAsksFor(String header, Long seconds) {
    var response = new MockResponse.Builder().code(429);
    compass.answers(header == null ? response : response.addHeader("Retry-After", header));

    var reply = compass.applications();

    assertThat(reply instanceof Failed<?>(_, _, var delay) ? delay : Optional.empty())
        .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
  }

  @Test
  void takesTheConnectorsEmpty400ForARefusal() {
    compass.answers(400, "");
    compass.answers(400, "");

    assertThat(compass.withToken()).isInstanceOf(NotAuthenticated.class);
    assertThat(compass.withCertificate()).isInstanceOf(NotAuthenticated.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed to authenticate request. Token authentication error: Failed to authenticate with"
            + " one time token.. Certificate authentication error: Failed to authenticate with"
            + " Certificate. Invalid subject.",
        "Failed to authenticate with certificate: Failed to authenticate with Certificate. Invalid"
            + " subject.",
        "Failed to authenticate with token: whatever"
      })
  void takesTheConnectorsErrorsTAndRForARefusal(String message) {
    compass.answers(200, "{\"errors\":[{\"message\":\"" + message + "\"}],\"data\":null}");

    assertThat(compass.withToken()).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void takesScopesThatAreAllGoneForLostAuthentication() {
    compass.answers(200, LOST);

    assertThat(compass.applications()).isInstanceOf(NotAuthenticated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | 23 | insufficient scopes provided [actual=runtime:read; required=x] | SCOPES_MISSING",
        "400 | 25 | Tenant not found [externalTenant=T] | WRONG_TENANT",
        "200 | 22 | Invalid data [reason=runtime does not exist] | UNKNOWN_RUNTIME",
        "200 | 22 | Invalid data [reason=page size] | GRAPHQL_ERRORS",
        "200 | 10 | Internal Server Error [reason: x] | GRAPHQL_ERRORS",
        "200 | 20 | Object not found | GRAPHQL_ERRORS"
      })
  void tellsTheDirectorsErrorsApart(int status, int code, String message, Failed.Kind kind) {
    compass.answers(
        status,
        "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"error\":\"X\",\"error_code\":%d}}],"
                .formatted(message, code)
            + "\"data\":null}");

    var reply = compass.applications();

    assertFailed(reply, kind);
    assertThat(reply.problem()).contains(message);
  }

  @Test
  void takesARuntimeThatIsNullForUnknown() {
    compass.answers(200, listing("null", APPLICATION));

    assertFailed(compass.applications(), Failed.Kind.UNKNOWN_RUNTIME);
  }

  @Test
  void neverTakesDataThatComesWithErrors() {
    var whole = listing("{\"labels\":{}}", APPLICATION);
    compass.answers(200, "{\"errors\":[{\"message\":\"m\"}]," + whole.substring(1));
    compass.answers(
        200, whole.substring(0, whole.length() - 1) + ",\"errors\":[{\"message\":\"m\"}]}");

    assertFailed(compass.applications(), Failed.Kind.GRAPHQL_ERRORS);
    assertFailed(compass.applications(), Failed.Kind.GRAPHQL_ERRORS);
  }

  @Test
  void prefersErrorsToTheHolesTheyLeave() {
    compass.answers(
        200,
        "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[{\"id\":null,"
            + "\"x\":[[{}]]}]}},"
            + LOST.substring(1));

    assertThat(compass.applications()).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void tellsAllErrorsTheSameWayEachTime() {
    var one =
        "{\"message\":\"Internal Server Error [errorID=7e9a4c7e-4c1a-4a3c-8a38-2c40f9a3f001,"
            + " reason: b]\"}";
    var other =
        "{\"message\":\"Internal Server Error [errorID=11111111-4c1a-4a3c-8a38-2c40f9a3f001,"
            + " reason: b]\"}";
    var second = "{\"message\":\"a failed for 22222222-4c1a-4a3c-8a38-2c40f9a3f001\\nat once\"}";
    compass.answers(200, "{\"errors\":[" + one + "," + second + "]}");
    compass.answers(200, "{\"errors\":[" + second + "," + other + "]}");

    var first = compass.applications().problem();

    assertThat(compass.applications().problem()).isEqualTo(first);
    assertThat(first)
        .endsWith("answered: Internal Server Error [reason: b]; a failed for <id> at once");
  }

  @Test
  void boundsWhatItTellsOfErrors() {
    var error = "{\"message\":\"" + "x".repeat(50_000) + "\"}";
    compass.answers(200, "{\"errors\":[" + error + "," + error.replace('x', 'y') + "]}");

    assertThat(compass.applications().problem()).hasSizeLessThan(700);
  }

  @Test
  void readsNoAnswerBeyondTheLimit() {
    compass.answers(200, "{\"data\":" + " ".repeat(2 << 20) + "null}");

    assertFailed(
        compass.applications(compass.http(ScriptedCompass.impatient())), Failed.Kind.TOO_LARGE);
  }

  @Test
  void countsTheLimitAfterDecompression() throws IOException {
    var bomb = new Buffer();
    try (var gzip = new GzipSink(bomb)) {
      for (int i = 0; i < 64; i++) {
        gzip.write(new Buffer().writeUtf8(" ".repeat(1 << 20)), 1 << 20);
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    compass.answers(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(bomb));

    assertFailed(
        compass.applications(compass.http(ScriptedCompass.impatient())), Failed.Kind.TOO_LARGE);
  }

  @Test
  void readsNothingThatIsNestedTooDeeply() {
    compass.answers(200, "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}");

    assertFailed(compass.applications(), Failed.Kind.NOT_JSON);
  }

  private static String listing(String runtime, String application) {
    return "{\"data\":{\"runtime\":%s,\"applicationsForRuntime\":{\"data\":[%s],%s}}}"
        .formatted(runtime, application, PAGE_INFO);
  }

  private static void assertFailed(CompassReply<?> reply, Failed.Kind kind) {
    assertThat(reply)
        .as(reply.problem())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.kind()).isEqualTo(kind));
    assertThat(reply.problem()).startsWith("localhost:");
  }
}
