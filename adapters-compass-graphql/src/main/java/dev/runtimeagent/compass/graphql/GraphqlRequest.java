package dev.runtimeagent.compass.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A query and its variables, which are never spliced into it. */
public record GraphqlRequest(String query, Variables variables) {

  /** Writes the fields of the object {@code variables}. */
  @FunctionalInterface
  public interface Variables {
    Variables NONE = _ -> {};

    void write(JsonGenerator json) throws IOException;
  }

  /** The request's body. */
  public byte[] body() {
    var bytes = new ByteArrayOutputStream(2048);
    try (var json = JsonReader.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("query", query);
      json.writeObjectFieldStart("variables");
      variables.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return "GraphqlRequest[" + query + "]";
  }
}
