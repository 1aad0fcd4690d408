package dev.runtimeagent.sandbox.landscape;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The Director's rules for the names it tells a Runtime (P 2.7). */
public final class ApplicationNames {

  private static final String PREFIX = "mp-";
  private static final Pattern ILLEGAL = Pattern.compile("[^-a-z0-9]");
  private static final Pattern DASHES = Pattern.compile("-+");

  private ApplicationNames() {}

  /** The name in {@code applicationsForRuntime} for a Runtime with these labels. */
  public static String forRuntime(Application application, Map<String, Object> runtimeLabels) {
    Object normalized = runtimeLabels.get("isNormalized");
    String name =
        normalized == null || "true".equals(normalized)
            ? normalize(application.name())
            : application.name();
    String systemNumber = application.systemNumber();
    return systemNumber == null || systemNumber.isEmpty() ? name : name + '-' + systemNumber;
  }

  /** The normal form without system number. */
  public static String normalize(String name) {
    if (name.startsWith(PREFIX) && name.equals(form(name))) {
      return name;
    }
    return form(PREFIX + name);
  }

  private static String form(String name) {
    String legal = ILLEGAL.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    String squeezed = DASHES.matcher(legal).replaceAll("-");
    return squeezed.endsWith("-") ? squeezed.substring(0, squeezed.length() - 1) : squeezed;
  }
}
