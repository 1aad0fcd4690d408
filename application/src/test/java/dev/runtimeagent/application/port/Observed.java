package dev.runtimeagent.application.port;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that a port answers and throws: that there is an answer and no exception, and that
 * none of it shows a secret.
 */
final class Observed {
  static final String ANSWERS =
      "D 2, ports: What goes wrong is an answer; a port throws nothing of its own, and no answer is"
          + " null";

  static final String HIDES =
      "D 12: No secret value in a log, status, event, metric, exception message or toString";

  private final Object adapter;
  private final List<String> secrets;

  private Observed(Object adapter, List<String> secrets) {
    this.adapter = adapter;
    this.secrets = secrets;
  }

  /** {@code adapter}, observed; it must show none of {@code secrets}. */
  static <T> T of(Class<T> port, T adapter, List<String> secrets) {
    var observed = new Observed(adapter, secrets);
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> observed.call(method, arguments)));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments)
      throws IllegalAccessException {
    try {
      var answer = method.invoke(adapter, arguments);
      if (answer == null && method.getReturnType() != void.class) {
        throw new BrokenRule(ANSWERS, method.getName() + " answered null");
      }
      hide(String.valueOf(answer), "the answer of " + method.getName());
      return answer;
    } catch (InvocationTargetException thrown) {
      var own = thrown.getCause() == null ? thrown : thrown.getCause();
      for (var cause = own; cause != null; cause = cause.getCause()) {
        hide(String.valueOf(cause), "an exception of " + method.getName());
      }
      throw thrown(method.getName(), own);
    }
  }

  /** That {@code method} threw something, without its message. */
  static BrokenRule thrown(String method, Throwable own) {
    var place = own.getStackTrace().length == 0 ? "?" : own.getStackTrace()[0].toString();
    return new BrokenRule(ANSWERS, method + " threw " + own.getClass().getName() + " at " + place);
  }

  private void hide(String text, String where) {
    if (secrets.stream().anyMatch(text::contains)) {
      throw new BrokenRule(HIDES, where);
    }
  }
}
