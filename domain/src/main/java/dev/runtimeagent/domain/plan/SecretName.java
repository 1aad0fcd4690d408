package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.Sha256;
import java.util.regex.Pattern;

/**
 * Names and labels of the Secrets of Applications (B-161, B-162). A short application name is taken
 * as it is. One that must be cut gets digits of its digest, so that two Applications never share a
 * Secret, and none outlives a rename under the name of another (W-50, W-53).
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
    return cut(application, LONGEST_FOR_CREDENTIALS) + "-" + bundle(bundleId);
  }

  /** The Secret with the request parameters of a bundle. */
  public static String parameters(String application, String bundleId) {
    return PARAMETERS + cut(application, LONGEST_FOR_PARAMETERS) + "-" + bundle(bundleId);
  }

  /** The Go agent's name for the Secret with the credentials of a bundle. */
  public static String formerCredentials(String application, String bundleId) {
    return start(application, LONGEST_FOR_CREDENTIALS) + "-" + bundleId;
  }

  /** The Go agent's name for the Secret with the request parameters of a bundle. */
  public static String formerParameters(String application, String bundleId) {
    return PARAMETERS + start(application, LONGEST_FOR_PARAMETERS) + "-" + bundleId;
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
    if (application.length() <= longest) {
      return application;
    }
    var kept = start(application, longest - DIGITS - 1);
    while (!ApplicationName.isAlphanumeric(kept.charAt(kept.length() - 1))) {
      kept = kept.substring(0, kept.length() - 1);
    }
    return kept + "-" + Sha1Digits.of(application, DIGITS);
  }

  private static String start(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }

  /** Always of one length, so that no application name can run into it. */
  private static String bundle(String id) {
    return UUID.matcher(id).matches() ? id : Sha256.hex(id).substring(0, BUNDLE_LENGTH);
  }
}
