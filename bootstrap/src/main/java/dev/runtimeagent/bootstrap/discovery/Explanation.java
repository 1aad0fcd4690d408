package dev.runtimeagent.bootstrap.discovery;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceConfigurationError;

/**
 * Says what went wrong in code that is not ours. The message of an exception of such code is not
 * shown, since it may hold what must not be; those of the JVM name classes and no more.
 */
public final class Explanation {
  private Explanation() {}

  /** In words, with what to do where that is known. */
  public static String of(Throwable failure) {
    return switch (failure) {
      case UnsupportedClassVersionError _ ->
          "it was compiled for a newer Java than %d, which runs here: compile it with --release %d"
              .formatted(Runtime.version().feature(), Runtime.version().feature());
      case NoClassDefFoundError missing ->
          className(missing)
              .map(name ->
                  "the class "
                      + name
                      + " is in no jar: put the library that holds it into adapters/, too")
              .orElse(unspoken(missing));
      case ServiceConfigurationError error when error.getCause() != null -> of(error.getCause());
      case ExceptionInInitializerError error when error.getCause() != null -> of(error.getCause());
      case InvocationTargetException error when error.getCause() != null -> of(error.getCause());
      // Its message is ServiceLoader's own.
      case ServiceConfigurationError error -> String.valueOf(error.getMessage());
      default -> unspoken(failure);
    };
  }

  /** There are others, whose message is a sentence. */
  private static Optional<String> className(NoClassDefFoundError missing) {
    return Optional.ofNullable(missing.getMessage())
        .filter(text -> text.matches("[\\p{Alnum}_$/.]+"))
        .map(text -> text.replace('/', '.'));
  }

  private static String unspoken(Throwable failure) {
    return failure.getClass().getName()
        + Arrays.stream(failure.getStackTrace()).findFirst().map(at -> " at " + at).orElse("");
  }
}
