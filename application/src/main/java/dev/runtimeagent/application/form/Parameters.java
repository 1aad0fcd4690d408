package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.SecretText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes headers and query parameters as the JSON that the gateway reads (B-165). */
final class Parameters {
  private Parameters() {}

  /** Byte for byte what the Go agent writes, so that its Secrets are not written again. */
  static SecretText json(Map<String, List<SecretText>> values) {
    var json = new StringBuilder("{");
    new TreeMap<>(values)
        .forEach((name, texts) -> {
          separate(json, '{');
          quote(json, name);
          json.append(":[");
          for (var text : texts) {
            separate(json, '[');
            quote(json, text.reveal());
          }
          json.append(']');
        });
    return SecretText.of(json.append('}').toString());
  }

  private static void separate(StringBuilder json, char opening) {
    if (json.charAt(json.length() - 1) != opening) {
      json.append(',');
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '<', '>', '&', '\u2028', '\u2029' -> escape(json, c);
        default -> {
          if (c < ' ') {
            escape(json, c);
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static void escape(StringBuilder json, char c) {
    json.append(String.format("\\u%04x", (int) c));
  }
}
