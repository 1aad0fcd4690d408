package dev.runtimeagent.application.form;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of reading something that anybody may have written. */
public sealed interface Parsed<T> {
  record Good<T>(T content) implements Parsed<T> {}

  /**
   * It cannot be used.
   *
   * @param problem what is wrong where, without any secret
   */
  record Bad<T>(String problem) implements Parsed<T> {}

  /** What comes of reading on in what was read. */
  default <U> Parsed<U> then(Function<? super T, Parsed<U>> next) {
    return switch (this) {
      case Good<T>(var content) -> next.apply(content);
      case Bad<T>(var problem) -> new Bad<>(problem);
    };
  }

  /** The result of {@code reading}, or what it ran into. */
  static <T> Parsed<T> of(Supplier<T> reading) {
    try {
      return new Good<>(reading.get());
    } catch (MalformedManifest e) {
      return new Bad<>(e.problem());
    }
  }
}
