package dev.runtimeagent.bootstrap.discovery;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
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
      case NoClassDefFoundError missing when isName(missing.getMessage()) ->
          "the class %s is in no jar: put the library that holds it into adapters/, too"
              .formatted(missing.getMessage().replace('/', '.'));
      case ServiceConfigurationError error when error.getCause() != null -> of(error.getCause());
      case ExceptionInInitializerError error when error.getCause() != null -> of(error.getCause());
      case InvocationTargetException error when error.getCause() != null -> of(error.getCause());
      // Its message is ServiceLoader's own.
      case ServiceConfigurationError error -> String.valueOf(error.getMessage());
      default -> failure.getClass().getName() + place(failure);
    };
  }

  private static boolean isName(String text) {
    return text != null && text.matches("[\\p{Alnum}_$/.]+");
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).findFirst().map(at -> " at " + at).orElse("");
  }
}
