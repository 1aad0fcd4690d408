package dev.runtimeagent.domain;

/**
 * Text of others as it can be written down again: JSON and YAML may spell half a surrogate pair,
 * which no encoding has.
 */
public final class WellFormed {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  /** The same with U+FFFD for each half of a pair, as Go reads it. */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Not only surrogates are as high, but one comparison less counts for each character read.
      if (text.charAt(i) >= Character.MIN_SURROGATE) {
        return mended(text);
      }
    }
    return text;
  }

  private static String mended(String text) {
    var whole = new StringBuilder(text.length());
    text.codePoints().forEach(point -> whole.appendCodePoint(isHalf(point) ? REPLACEMENT : point));
    return whole.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
