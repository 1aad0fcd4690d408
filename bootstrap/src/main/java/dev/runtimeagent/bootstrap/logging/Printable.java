package dev.runtimeagent.bootstrap.logging;

import java.util.Locale;

/** Makes text from outside safe to show: it can neither move the cursor nor forge a line. */
public final class Printable {
  private Printable() {}

  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    append(safe, text);
    return safe.toString();
  }

  static void append(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }
}
