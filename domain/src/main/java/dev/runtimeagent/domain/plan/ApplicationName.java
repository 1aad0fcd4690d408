package dev.runtimeagent.domain.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of Applications in the Runtime, made of those that Compass gives (design, 6.2). */
public final class ApplicationName {
  private static final int LONGEST = 253;
  private static final int LONGEST_BEFORE_SUFFIX = 240;
  private static final int SUFFIX_DIGITS = 5;
  private static final String PREFIX = "mp-";
  private static final Pattern ILLEGAL = Pattern.compile("[^-a-z0-9]");
  private static final Pattern DASHES = Pattern.compile("-+");

  private ApplicationName() {}

  /**
   * The name to hold an application under as long as no other wants it: a legal name as it is, an
   * illegal one in its normal form with a suffix. Empty if nothing is left of the name.
   */
  public static Optional<String> of(String name, String id) {
    if (isLegal(name)) {
      return Optional.of(name);
    }
    var normal = normalForm(name);
    return normal.equals("mp") ? Optional.empty() : Optional.of(suffixed(normal, id));
  }

  /** The name with which an application makes way for another of the same name. */
  public static String suffixed(String name, String id) {
    var cut = name.substring(0, Math.min(name.length(), LONGEST_BEFORE_SUFFIX));
    // A dot right before the dash would begin a label with a dash, which no name may have.
    while (cut.endsWith(".")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut + "-" + Sha1Digits.of(id, SUFFIX_DIGITS);
  }

  /** Whether Kubernetes takes it as the name of a resource: a DNS subdomain (RFC 1123). */
  public static boolean isLegal(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    var previous = '.';
    for (int i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var fits =
          switch (c) {
            case '.' -> isAlphanumeric(previous);
            case '-' -> previous != '.';
            default -> isAlphanumeric(c);
          };
      if (!fits) {
        return false;
      }
      previous = c;
    }
    return isAlphanumeric(previous);
  }

  /** The form that the Director gives names of applications (P 2.7 step 2). */
  static String normalForm(String name) {
    if (name.startsWith(PREFIX) && name.equals(PREFIX + squeeze(name.substring(PREFIX.length())))) {
      return name;
    }
    return squeeze(PREFIX + name);
  }

  private static String squeeze(String name) {
    var dashed = ILLEGAL.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    var squeezed = DASHES.matcher(dashed).replaceAll("-");
    return squeezed.endsWith("-") ? squeezed.substring(0, squeezed.length() - 1) : squeezed;
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
