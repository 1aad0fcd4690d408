package dev.runtimeagent.sandbox.certificate;

/** Which certificate the sandbox shows to its clients. */
public enum ServerPresence {
  /** Signed by the server authority, for localhost, 127.0.0.1 and ::1. */
  TRUSTED,
  /** Signed by the server authority, for another host. */
  WRONG_HOST_NAME,
  /** For the right host, signed by an authority nobody was given. */
  UNTRUSTED,
  /** For the right host, ended a day ago. */
  EXPIRED
}
