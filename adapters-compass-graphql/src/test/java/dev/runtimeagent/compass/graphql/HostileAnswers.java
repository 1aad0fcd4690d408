package dev.runtimeagent.compass.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.compass.http.Answer;
import dev.runtimeagent.domain.SecretText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What must be true of any answer, whoever wrote it. */
public final class HostileAnswers<T> {
  public static final SecretText TOKEN = SecretText.of("canary-token");

  private static final int LONGEST_PROBLEM = 1000;

  private final DataReader<T> data;
  private final GraphqlDialect dialect;
  private final Writer<T> writer;

  /** Writes the value of {@code data} that reads as {@code value}. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  public HostileAnswers(DataReader<T> data, GraphqlDialect dialect, Writer<T> writer) {
    this.data = data;
    this.dialect = dialect;
    this.writer = writer;
  }

  /** Reads it, and reads what was understood again once it is written. */
  public CompassReply<T> check(int status, byte[] body) throws IOException {
    var reply = read(status, body);
    if (reply instanceof Answered<T>(var value, _)) {
      assertThat(status).isEqualTo(200);
      var again = read(200, written(value));
      assertThat(again).isEqualTo(reply);
    } else {
      assertThat(reply.problem())
          .startsWith("compass.example ")
          .hasSizeLessThan(LONGEST_PROBLEM)
          .doesNotContain(TOKEN.reveal())
          .doesNotContainPattern("[\\p{Cntrl}\\u2028]");
    }
    return reply;
  }

  private CompassReply<T> read(int status, byte[] body) throws IOException {
    return new GraphqlAnswers<>(data, dialect, List.of(TOKEN))
        .read(
            new Answer(
                "compass.example",
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ByteArrayInputStream(body)));
  }

  private byte[] written(T value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName("data");
      writer.write(json, value);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
