package dev.runtimeagent.bootstrap.architecture.broken.kubernetes;

/** Loads what was not there at start. */
public final class LoadsClasses {
  private LoadsClasses() {}

  public static Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName(name);
  }
}
