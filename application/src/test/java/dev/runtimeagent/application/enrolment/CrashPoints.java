package dev.runtimeagent.application.enrolment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Ends a life right before or after one of its calls to ports. */
final class CrashPoints {
  /** The end of a process, as far as a test can have it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final int at;
  private final boolean after;
  private final List<String> calls = new ArrayList<>();

  private CrashPoints(int at, boolean after) {
    this.at = at;
    this.after = after;
  }

  static CrashPoints before(int call) {
    return new CrashPoints(call, false);
  }

  static CrashPoints after(int call) {
    return new CrashPoints(call, true);
  }

  static CrashPoints none() {
    return new CrashPoints(-1, false);
  }

  /** Names of the calls so far, as {@code Port.method/arguments}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  <T> T wrap(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              var number = calls.size();
              var count = arguments == null ? 0 : arguments.length;
              calls.add(port.getSimpleName() + "." + method.getName() + "/" + count);
              if (number == at && !after) {
                throw new Crash();
              }
              try {
                var result = method.invoke(real, arguments);
                if (number == at) {
                  throw new Crash();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
