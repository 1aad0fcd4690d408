package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

/** Something allowed. */
public final class Anything {
  public static String name() {
    return "anything";
  }
}
