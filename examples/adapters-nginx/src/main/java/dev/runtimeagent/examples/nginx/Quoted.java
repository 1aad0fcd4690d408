package dev.runtimeagent.examples.nginx;

import java.nio.charset.StandardCharsets;

/**
 * Text as a string of nginx' configuration. Between double quotes only the quote and the backslash
 * mean something to the parser; what is read then is searched for variables, where no escape exists
 * for the dollar. So a variable that holds one stands for it.
 */
final class Quoted {
  /** A variable with a dollar in it, which the main file defines. */
  static final String DOLLAR = "${runtime_agent_dollar}";

  /** nginx reads no parameter that is longer than its buffer of 4,096 bytes. */
  private static final int LONGEST = 4000;

  private Quoted() {}

  /**
   * A parameter that means {@code text}.
   *
   * @param what names it in a refusal
   */
  static String text(String text, String what) throws Refused {
    return raw(escape(text, what), what);
  }

  /** A parameter of parts that are escaped already, variables among them. */
  static String raw(String escaped, String what) throws Refused {
    if (escaped.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new Refused(what + " is too long: nginx takes about 4,000 bytes");
    }
    return '"' + escaped + '"';
  }

  /** What stands for {@code text} between double quotes. */
  static String escape(String text, String what) throws Refused {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(what + " has a control character, such as a line break, in it");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new Refused(what + " is no valid Unicode text");
    }
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", DOLLAR);
  }
}
