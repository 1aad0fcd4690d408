package dev.runtimeagent.compass.http;

/** What a header's value may be: visible ASCII, so that nothing is sent that was not meant. */
public final class HeaderText {
  private HeaderText() {}

  public static boolean isSendable(String value) {
    return !value.isEmpty() && value.chars().allMatch(HeaderText::isVisible);
  }

  /** The value with {@code _} for each character that cannot be sent. */
  public static String cleaned(String value) {
    var cleaned = new StringBuilder(value.length());
    value.chars().forEach(c -> cleaned.append(isVisible(c) ? (char) c : '_'));
    return cleaned.toString();
  }

  private static boolean isVisible(int c) {
    return c > ' ' && c < 0x7f;
  }
}
