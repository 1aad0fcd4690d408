package dev.runtimeagent.sandbox.certificate;

/** A signing request fails one of the Connector's checks; the message is Compass' own text. */
public final class SigningRefused extends Exception {

  private static final long serialVersionUID = 1L;

  SigningRefused(String message) {
    super(message);
  }
}
