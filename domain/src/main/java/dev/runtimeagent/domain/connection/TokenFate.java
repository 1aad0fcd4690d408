package dev.runtimeagent.domain.connection;

/** What became of a one-time token in an attempt that gave no certificate (design, 3). */
public enum TokenFate {
  /** No request byte left: the token is as good as before. */
  NOTHING_SENT,
  /** Another agent may still be exchanging it, which is certain soon: nothing was sent. */
  WITH_ANOTHER,
  /** Compass refused it; a Director that is down looks the same, so it may live. */
  REFUSED,
  /** It was sent and no usable answer came: it may be spent. */
  UNKNOWN,
  /**
   * It was exchanged, and the journal holds a token for the next request, which came to nothing.
   */
  IN_HAND,
  /** The same, and nothing was sent: what is in hand is as good as before. */
  STILL_IN_HAND,
  /** It is gone for certain, with nothing to show for it. */
  SPENT
}
