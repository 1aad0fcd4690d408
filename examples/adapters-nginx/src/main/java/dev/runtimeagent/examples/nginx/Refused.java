package dev.runtimeagent.examples.nginx;

/** Ends the rendering of an Application that nginx cannot serve as Compass wants it served. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_NAME = 100;

  /**
   * Makes it.
   *
   * @param reason a sentence for an operator, without any secret
   */
  Refused(String reason) {
    super(reason, null, false, false);
  }

  /** A name from Compass in a message: on one line, and not as long as it may be. */
  static String shown(String name) {
    var line = name.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
