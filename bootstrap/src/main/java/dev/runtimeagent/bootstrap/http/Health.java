package dev.runtimeagent.bootstrap.http;

/** For telling whether the agent is well. Compass being up plays no part in either answer. */
public interface Health {
  /** Whether the loop still moves. */
  Verdict live();

  /** Whether what the agent knows of its own surroundings can be trusted. */
  Verdict ready();

  /**
   * Well or not.
   *
   * @param reason what is shown to whoever probes
   */
  record Verdict(boolean good, String reason) {
    public static final Verdict GOOD = new Verdict(true, "ok");

    public static Verdict bad(String reason) {
      return new Verdict(false, reason);
    }
  }
}
