package dev.runtimeagent.bootstrap.architecture.broken.domain;

/** Something allowed. */
public final class Anything {
  public static String name() {
    return "anything";
  }
}
