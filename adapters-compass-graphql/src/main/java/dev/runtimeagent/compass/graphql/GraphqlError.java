package dev.runtimeagent.compass.graphql;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * An element of {@code errors}.
 *
 * @param code {@code extensions.error_code}, which the Director sends (P 2.9)
 */
public record GraphqlError(String message, OptionalInt code) {

  static GraphqlError read(JsonReader json) throws IOException, HollowAnswer {
    json.startObject();
    var message = "";
    var code = OptionalInt.empty();
    while (json.nextField()) {
      switch (json.field()) {
        case "message" -> message = json.optionalText().orElse("");
        case "extensions" -> code = code(json);
        default -> json.skip();
      }
    }
    return new GraphqlError(message, code);
  }

  private static OptionalInt code(JsonReader json) throws IOException, HollowAnswer {
    if (json.isNull()) {
      return OptionalInt.empty();
    }
    json.startObject();
    var code = OptionalInt.empty();
    while (json.nextField()) {
      if (json.field().equals("error_code") && json.isCount()) {
        code = OptionalInt.of(json.count());
      } else {
        json.skip();
      }
    }
    return code;
  }
}
