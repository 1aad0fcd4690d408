package dev.runtimeagent.domain.plan;

import java.util.Locale;

/** Names of bundles and APIs as the gateway knows them (B-152). */
public final class ServiceName {
  private static final int LONGEST = 57;
  private static final int SUFFIX_DIGITS = 5;

  private ServiceName() {}

  /** The form in which the gateway compares names; may be empty. */
  public static String normalized(String name) {
    var result = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (c < 0x80 && Character.isLetterOrDigit(c)) {
        result.append(c);
      } else if (result.isEmpty() || result.charAt(result.length() - 1) != '-') {
        result.append('-');
      }
    }
    var text = result.toString().toLowerCase(Locale.ROOT);
    text = text.endsWith("-") ? text.substring(0, text.length() - 1) : text;
    text = text.substring(0, Math.min(text.length(), LONGEST));
    return text.startsWith("-") ? text.substring(1) : text;
  }

  /** The form that is unique within an Application. */
  public static String unique(String name, String id) {
    var text = normalized(name) + "-" + Sha1Digits.of(id, SUFFIX_DIGITS);
    return text.startsWith("-") ? text.substring(1) : text;
  }
}
