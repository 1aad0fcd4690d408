package dev.runtimeagent.application.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Lies between one life of the core and the ports: everything that goes in or out is seen. */
final class Wire {
  private final Lifeline life;
  private final World world;

  Wire(Lifeline life, World world) {
    this.life = life;
    this.world = world;
  }

  <T> T around(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? invoke(real, method, arguments)
                    : call(port, real, method, arguments)));
  }

  private @Nullable Object call(
      Class<?> port, Object real, Method method, @Nullable Object @Nullable [] given)
      throws Exception {
    life.ensureAlive();
    var arguments = given == null ? new Object[0] : given;
    var name = port.getSimpleName() + "." + method.getName() + "/" + arguments.length;
    var call = world.called(name, life, arguments);
    if (method.getName().equals("watch")) {
      life.ensureAlive();
      var changed = world.watches().guarded(life, (Runnable) arguments[0]);
      var watch =
          world.watches().keep(life, (AutoCloseable) invoke(real, method, new Object[] {changed}));
      world.returned(call, watch);
      life.ensureAlive();
      return watch;
    }
    life.ensureAlive();
    var result = world.faults().around(call, () -> invoke(real, method, arguments));
    life.ensureAlive();
    world.returned(call, result);
    life.ensureAlive();
    return result;
  }

  @SuppressWarnings("ReturnMissingNullable") // a port's void is nobody's business
  private static Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case Exception checked -> throw checked;
        case null, default -> throw e;
      }
    }
  }
}
