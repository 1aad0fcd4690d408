package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any bytes, as if the API server, or a proxy before it, had answered them. */
class JsonFuzzTest {
  private static final int[] CODES = {400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 503};
  private static final int LONGEST_PROBLEM = 1000;

  @FuzzTest
  void anObjectIsReadAlikeWhenWrittenAgain(byte[] text) throws IOException {
    var read = object(text);
    if (read.isPresent()) {
      assertThat(Json.object(new ByteArrayInputStream(Json.text(read.get()))))
          .isEqualTo(read.get());
    }
  }

  /** The first byte chooses the status code. */
  @FuzzTest
  void aRefusalIsToldInAShortProblem(byte[] text) {
    if (text.length > 0) {
      var code = CODES[(text[0] & 0xff) % CODES.length];
      var status = object(Arrays.copyOfRange(text, 1, text.length)).orElse(Map.of());
      var words = new Words("update", Resource.secrets("kyma-system"), "name", "api.example");
      switch (words.refusal(code, status)) {
        case ApiReply.Failed<?>(_, var problem) ->
            assertThat(problem)
                .startsWith("cannot update secrets kyma-system/name: ")
                .hasSizeLessThan(LONGEST_PROBLEM)
                .doesNotContainPattern("[\\p{Cntrl}]");
        case ApiReply.NotFound<?> _ -> assertThat(code).isEqualTo(404);
        case ApiReply.Conflict<?> _ -> assertThat(code).isEqualTo(409);
        case ApiReply.Ok<?> _ -> throw new AssertionError("a refusal is no success");
      }
    }
  }

  private static Optional<Map<String, @Nullable Object>> object(byte[] text) {
    try {
      return Optional.of(Json.object(new ByteArrayInputStream(text)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
