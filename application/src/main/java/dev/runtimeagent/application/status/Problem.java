package dev.runtimeagent.application.status;

/**
 * Something that is wrong, in the words of the connection document.
 *
 * @param text what, and what to do about it
 */
public record Problem(Subject subject, String text) {

  /** What has the problem; each has one at most. */
  public enum Subject {
    CONNECTION,
    SYNCHRONIZATION,
    STORING_THE_CREDENTIAL,
    TRUST,
    ANOTHER_AGENT,
    /** A configuration that is not used now, so that nothing suffers yet. */
    CONFIGURATION
  }
}
