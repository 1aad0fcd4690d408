package dev.runtimeagent.bootstrap.architecture.broken.compass;

/** Writes where only the command line may. */
public final class PrintsOut {
  public void print() {
    System.out.println("x");
  }
}
