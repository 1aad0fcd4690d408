package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.Sha256;
import java.util.regex.Pattern;

/**
 * Names and labels of the Secrets of Applications, as the Go agent has them (B-161, B-162). Two
 * Applications may begin alike, but no two have the same bundle, so that a Secret is shared only by
 * an Application and the one it is renamed to.
 */
public final class SecretName {
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_FOR_CREDENTIALS = 26;
  private static final int LONGEST_FOR_PARAMETERS = 19;
  private static final int DIGITS = 10;
  private static final int BUNDLE_LENGTH = 36;
  private static final String PARAMETERS = "params-";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?");

  private SecretName() {}

  /** The Secret with the credentials of a bundle. */
  public static String credentials(String application, String bundleId) {
    return start(application, LONGEST_FOR_CREDENTIALS) + "-" + bundle(bundleId);
  }

  /** The Secret with the request parameters of a bundle. */
  public static String parameters(String application, String bundleId) {
    return PARAMETERS + start(application, LONGEST_FOR_PARAMETERS) + "-" + bundle(bundleId);
  }

  /** Whether {@code name} is that of a Secret of the bundle in that Application. */
  public static boolean isOf(String name, String application, String bundleId) {
    return name.equals(credentials(application, bundleId))
        || name.equals(parameters(application, bundleId));
  }

  /** Value of the label {@code app}: the name itself unless no label can hold it. */
  public static String applicationLabel(String application) {
    return cut(application, LONGEST_LABEL);
  }

  /** Value of the label {@code bundleId}: the id itself unless no label can hold it. */
  public static String bundleLabel(String bundleId) {
    return LABEL.matcher(bundleId).matches() ? bundleId : bundle(bundleId);
  }

  private static String cut(String application, int longest) {
    return application.length() <= longest
        ? application
        : start(application, longest - DIGITS - 1) + "-" + Sha1Digits.of(application, DIGITS);
  }

  /** The beginning of a name; a dot before a dash would make the whole illegal. */
  private static String start(String application, int longest) {
    var kept = application.substring(0, Math.min(application.length(), longest));
    return kept.endsWith(".") ? start(kept, kept.length() - 1) : kept;
  }

  /** Always of one length, so that no application name can run into it. */
  private static String bundle(String id) {
    return UUID.matcher(id).matches() ? id : Sha256.hex(id).substring(0, BUNDLE_LENGTH);
  }
}
