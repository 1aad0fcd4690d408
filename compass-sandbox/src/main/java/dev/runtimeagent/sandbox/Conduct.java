package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.certificate.ServerPresence;

/** How the sandbox behaves from now on, where Compass leaves a choice; may change while it runs. */
public final class Conduct {

  private volatile Refusal refusal = Refusal.EMPTY_BAD_REQUEST;
  private volatile boolean emptyArgumentsTolerated = true;
  private volatile boolean errorsShuffled;
  private volatile ServerPresence presence = ServerPresence.TRUSTED;

  Conduct() {}

  public Refusal refusal() {
    return refusal;
  }

  public void setRefusal(Refusal refusal) {
    this.refusal = refusal;
  }

  /** Whether {@code configuration()} with empty parentheses is understood (P 0.3). */
  public boolean areEmptyArgumentsTolerated() {
    return emptyArgumentsTolerated;
  }

  public void setEmptyArgumentsTolerated(boolean tolerated) {
    this.emptyArgumentsTolerated = tolerated;
  }

  /** Whether errors come in random order. */
  public boolean areErrorsShuffled() {
    return errorsShuffled;
  }

  public void setErrorsShuffled(boolean shuffled) {
    this.errorsShuffled = shuffled;
  }

  /** The certificate shown on new connections. */
  public ServerPresence presence() {
    return presence;
  }

  public void setPresence(ServerPresence presence) {
    this.presence = presence;
  }
}
