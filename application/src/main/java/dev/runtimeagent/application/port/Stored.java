package dev.runtimeagent.application.port;

import java.util.Objects;

/**
 * What was found where something durable should be. Missing means that it is certain that there is
 * none; everything else is unreadable, and nothing may be concluded from it (design, 3).
 */
public sealed interface Stored<T> {
  /**
   * It is there.
   *
   * @param version names this very content; a write that carries it fails if another came between
   */
  record Found<T>(T content, String version) implements Stored<T> {
    public Found {
      Objects.requireNonNull(content);
      Objects.requireNonNull(version);
    }
  }

  record Missing<T>() implements Stored<T> {}

  /**
   * It cannot be said whether it is there, or what it holds.
   *
   * @param problem what happened to which thing, and what to do
   */
  record Unreadable<T>(String problem) implements Stored<T> {
    public Unreadable {
      Objects.requireNonNull(problem);
    }
  }
}
