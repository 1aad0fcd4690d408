package dev.runtimeagent.application.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A readable stand-in for a PEM block: a label and named fields, one a line. */
record FakePem(String label, Map<String, String> fields) {
  static final String KEY = "RSA PRIVATE KEY";
  static final String REQUEST = "CERTIFICATE REQUEST";
  static final String CERTIFICATE = "CERTIFICATE";

  FakePem {
    // Sorted: the order of Map.of differs from one process to the next.
    fields = new TreeMap<>(fields);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  String text() {
    var text = new StringBuilder("-----BEGIN " + label + "-----\n");
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append("-----END ").append(label).append("-----\n").toString();
  }

  /** All blocks of a text; whatever is between them is skipped. */
  static List<FakePem> blocks(String text) {
    var blocks = new ArrayList<FakePem>();
    var label = Optional.<String>empty();
    var fields = new LinkedHashMap<String, String>();
    for (var line : text.lines().toList()) {
      if (line.startsWith("-----BEGIN ")) {
        label = Optional.of(line.substring(11, line.length() - 5));
        fields.clear();
      } else if (line.startsWith("-----END ")) {
        label.ifPresent(l -> blocks.add(new FakePem(l, fields)));
        label = Optional.empty();
      } else if (line.contains(": ")) {
        fields.put(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
      }
    }
    return blocks;
  }

  static List<FakePem> blocks(String text, String label) {
    return blocks(text).stream().filter(b -> b.label().equals(label)).toList();
  }

  static Optional<FakePem> first(String text, String label) {
    return blocks(text, label).stream().findFirst();
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The text, or nothing if it is not base64. */
  static Optional<String> decode(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
