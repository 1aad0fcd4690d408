package dev.runtimeagent.compass.director;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.compass.graphql.HostileAnswers;
import java.io.IOException;

/** Any body, as if the Director had answered it. */
class DirectorAnswerFuzzTest {
  @FuzzTest
  void applicationsAreReadAlikeWhenWrittenAgain(byte[] body) throws IOException {
    new HostileAnswers<>(
            json -> new ListingReader(json).listing(),
            DirectorDialect.INSTANCE,
            WrittenListing::listing)
        .check(200, body);
  }

  @FuzzTest
  void bundlesAreReadAlikeWhenWrittenAgain(byte[] body) throws IOException {
    new HostileAnswers<>(
            json -> {
              var reader = new ListingReader(json);
              return reader.ofApplication("bundles", reader::bundle);
            },
            DirectorDialect.INSTANCE,
            (json, page) -> {
              json.writeStartObject();
              json.writeObjectFieldStart("application");
              json.writeFieldName("bundles");
              WrittenListing.page(json, page, WrittenListing::bundle);
              json.writeEndObject();
              json.writeEndObject();
            })
        .check(200, body);
  }

  @FuzzTest
  void definitionsAreReadAlikeWhenWrittenAgain(byte[] body) throws IOException {
    new HostileAnswers<>(
            json -> {
              var reader = new ListingReader(json);
              return reader.ofBundle("apiDefinitions", reader::api);
            },
            DirectorDialect.INSTANCE,
            (json, page) -> {
              json.writeStartObject();
              json.writeObjectFieldStart("application");
              json.writeObjectFieldStart("bundle");
              json.writeFieldName("apiDefinitions");
              WrittenListing.page(json, page, WrittenListing::api);
              json.writeEndObject();
              json.writeEndObject();
              json.writeEndObject();
            })
        .check(200, body);
  }
}
