package dev.runtimeagent.compass.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.application.port.CompassReply;
import java.io.IOException;
import java.util.Arrays;

/** Any body of an answer that is none, of Compass or of a proxy before it. */
class ErrorBodyFuzzTest {
  private static final int[] STATUSES = {
    400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 302, 204
  };

  /** The first byte chooses the status. */
  @FuzzTest
  void isToldInAShortLineAndNeverTakenForAnAnswer(byte[] bytes) throws IOException {
    var status = bytes.length == 0 ? 400 : STATUSES[(bytes[0] & 0xff) % STATUSES.length];
    var body = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);

    var reply =
        new HostileAnswers<>(json -> "", new Dialect(), (json, _) -> json.writeString(""))
            .check(status, body);

    assertThat(reply).isNotInstanceOf(CompassReply.Answered.class);
  }

  private record Dialect() implements GraphqlDialect {
    @Override
    public ErrorMeaning meaning(GraphqlError error) {
      return switch (error.code().orElse(0)) {
        case 1 -> ErrorMeaning.NOT_AUTHENTICATED;
        case 2 -> ErrorMeaning.WRONG_TENANT;
        case 3 -> ErrorMeaning.SCOPES_MISSING;
        case 4 -> ErrorMeaning.UNKNOWN_RUNTIME;
        default -> ErrorMeaning.OTHER;
      };
    }

    @Override
    public boolean refusesByEmptyBadRequest() {
      return true;
    }

    @Override
    public String refusal() {
      return "did not accept the caller";
    }
  }
}
