package dev.runtimeagent.compass.http;

import dev.runtimeagent.application.port.SendGate;
import java.util.Optional;

/** How far one call has come; written by OkHttp's hooks, read when the call has ended. */
final class Attempt {
  /** Stages of a call, in their order. */
  enum Stage {
    BEGUN,
    RESOLVING,
    CONNECTING,
    SECURING,
    STANDING,
    FORBIDDEN,
    SENT
  }

  private final SendGate gate;
  private final boolean repeatable;
  private volatile Stage stage = Stage.BEGUN;
  private volatile int status;
  private volatile String lookedUp = "";
  private volatile Optional<String> retryAfter = Optional.empty();

  /**
   * @param repeatable whether OkHttp may send the request again on another connection
   */
  Attempt(SendGate gate, boolean repeatable) {
    this.gate = gate;
    this.repeatable = repeatable;
  }

  /**
   * Notes progress; what was sent stays sent. Of several addresses the failure of the first is
   * told, so that trying the next must not hide that the first got as far as its handshake.
   */
  void reached(Stage next) {
    var anotherAddress = stage == Stage.SECURING && next == Stage.CONNECTING;
    if (stage != Stage.SENT && !anotherAddress) {
      stage = next;
    }
  }

  void lookingUp(String name) {
    lookedUp = name;
    reached(Stage.RESOLVING);
  }

  /** The name that was looked up last; a proxy's if there is one, empty if there was no need. */
  String lookedUp() {
    return lookedUp;
  }

  /** Asks the gate; {@code true} once at most, unless the request may be repeated. */
  boolean maySend() {
    if (stage == Stage.SENT) {
      return repeatable;
    }
    stage = gate.open() ? Stage.SENT : Stage.FORBIDDEN;
    return stage == Stage.SENT;
  }

  void answered(int newStatus, Optional<String> newRetryAfter) {
    status = newStatus;
    retryAfter = newRetryAfter;
  }

  Stage stage() {
    return stage;
  }

  boolean sent() {
    return stage == Stage.SENT;
  }

  /** HTTP status of the last answer, 0 before there is one. */
  int status() {
    return status;
  }

  Optional<String> retryAfter() {
    return retryAfter;
  }
}
