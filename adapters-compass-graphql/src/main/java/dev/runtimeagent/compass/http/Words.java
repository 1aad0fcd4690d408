package dev.runtimeagent.compass.http;

import java.util.regex.Pattern;

/** Makes text of others fit to be shown: one line, bounded, without what differs each time. */
public final class Words {
  private static final int LONGEST = 300;
  private static final Pattern ERROR_ID = Pattern.compile("errorID=[^,\\] ]*(, ?)?");
  private static final Pattern UUID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b");

  private Words() {}

  /** One line of at most 300 characters. */
  public static String bounded(String text) {
    return bounded(text, LONGEST);
  }

  public static String bounded(String text, int longest) {
    var head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
    var line = head.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Z}\\s]+", " ").strip();
    return line.length() <= longest ? line : cut(line, longest);
  }

  /** The same without request ids, so that an error that lasts reads the same each time. */
  public static String steady(String text) {
    var head = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
    return bounded(UUID.matcher(ERROR_ID.matcher(head).replaceAll("")).replaceAll("<id>"));
  }

  private static String cut(String line, int longest) {
    var end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + "…";
  }
}
