package dev.runtimeagent.domain.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A subject as the Connector asks for it: attributes in their order, repetitions kept, escapes of
 * RFC 4514 undone. A {@code +} is part of a value, since Compass writes values unescaped and reads
 * them by splitting at commas and the first {@code =} (P 1.2, 4.2 rule 10).
 */
public record DistinguishedName(List<Attribute> attributes) {
  private static final int SHOWN = 60;

  /** The attribute types of RFC 4519 that certificates of the field carry. */
  private static final Set<String> TYPES =
      Set.of(
          "C",
          "CN",
          "DC",
          "E",
          "EMAILADDRESS",
          "GIVENNAME",
          "L",
          "O",
          "OU",
          "SERIALNUMBER",
          "SN",
          "ST",
          "STREET",
          "SURNAME",
          "T",
          "TITLE",
          "UID");

  /** An object identifier of X.660: the second number is below 40 unless the first is 2. */
  private static final Pattern NUMBERS =
      Pattern.compile("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]{0,8}))(\\.(0|[1-9][0-9]{0,8})){0,30}");

  /** One attribute; {@code type} as written, in upper case. */
  public record Attribute(String type, String value) {}

  public DistinguishedName {
    attributes = List.copyOf(attributes);
  }

  /** The last CN, which is the most specific one of this notation. */
  public String commonName() {
    return attributes.stream()
        .filter(a -> a.type().equals("CN"))
        .map(Attribute::value)
        .reduce((_, last) -> last)
        .orElseThrow(() -> new IllegalStateException("parse refuses names without CN"));
  }

  /** Whether a text is a subject. */
  public sealed interface Reading {
    record Parsed(DistinguishedName name) implements Reading {}

    /**
     * The text is no subject.
     *
     * @param problem what is wrong, in words
     */
    record Malformed(String problem) implements Reading {}
  }

  /** Reads a subject; whatever is not one is told, never guessed. */
  public static Reading parse(String subject) {
    if (subject.isBlank()) {
      return new Reading.Malformed("the subject is empty");
    }
    var attributes = new ArrayList<Attribute>();
    for (var part : split(subject)) {
      var equals = part.indexOf('=');
      if (equals < 0) {
        return new Reading.Malformed(
            "the subject has a part without \"=\": \"" + shown(part) + "\"");
      }
      var type = part.substring(0, equals).strip().toUpperCase(Locale.ROOT);
      if (!TYPES.contains(type) && !NUMBERS.matcher(type).matches()) {
        return new Reading.Malformed(
            "the subject has an unknown attribute \"" + shown(type) + "\"");
      }
      var value = unescape(trim(part.substring(equals + 1)));
      if (value.isEmpty()) {
        return new Reading.Malformed("the subject has an unreadable escape at " + type);
      }
      if (value.get().isEmpty()) {
        return new Reading.Malformed("the subject's " + type + " is empty");
      }
      attributes.add(new Attribute(type, value.get()));
    }
    if (attributes.stream().noneMatch(a -> a.type().equals("CN"))) {
      return new Reading.Malformed("the subject has no CN");
    }
    return new Reading.Parsed(new DistinguishedName(attributes));
  }

  /** Enough of a text to recognise it: it comes from outside and is put into a message. */
  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Splits at commas that are not escaped. */
  private static List<String> split(String subject) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < subject.length(); i++) {
      var c = subject.charAt(i);
      if (c == '\\' && i + 1 < subject.length()) {
        part.append(c).append(subject.charAt(++i));
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Takes blanks off both ends, but not one that is escaped. */
  private static String trim(String value) {
    var begun = value.stripLeading();
    var stripped = begun.stripTrailing();
    var backslashes = stripped.length();
    while (backslashes > 0 && stripped.charAt(backslashes - 1) == '\\') {
      backslashes--;
    }
    var escapes = (stripped.length() - backslashes) % 2 == 1;
    return escapes ? begun.substring(0, Math.min(begun.length(), stripped.length() + 1)) : stripped;
  }

  private static Optional<String> unescape(String value) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); ) {
      var point = value.codePointAt(i);
      i += Character.charCount(point);
      if (point != '\\') {
        bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
      } else if (i + 1 < value.length() && isHex(value.charAt(i)) && isHex(value.charAt(i + 1))) {
        bytes.write(Integer.parseInt(value.substring(i, i + 2), 16));
        i += 2;
      } else if (i < value.length()) {
        bytes.writeBytes(value.substring(i, value.offsetByCodePoints(i, 1)).getBytes(UTF_8));
        i = value.offsetByCodePoints(i, 1);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toString(UTF_8));
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }
}
