package dev.runtimeagent.filesystem.document;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Leaves quotes off words, as kubectl does, and puts them around all that some reader of YAML takes
 * for something else: numbers, times, booleans, and whatever is not plain.
 */
final class PlainWords extends StringQuotingChecker {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean needToQuoteName(String name) {
    return !isPlain(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return !isPlain(value);
  }

  /** Begins with a letter and goes on with what has no meaning to YAML there. */
  private boolean isPlain(String text) {
    return !text.isEmpty()
        && isLetter(text.charAt(0))
        && isHarmless(text)
        && !text.endsWith(" ")
        && !text.endsWith(":")
        && !text.contains(": ")
        && !isReservedKeyword(text);
  }

  /** Asked of every text that is written, thus a loop and no stream. */
  private static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isHarmless(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmless(char c) {
    return switch (c) {
      case ' ', ',', ':', '-', '_', '.', '/', '+', '=' -> true;
      default -> isLetter(c) || (c >= '0' && c <= '9');
    };
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
