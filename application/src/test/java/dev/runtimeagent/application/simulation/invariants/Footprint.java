package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.simulation.PartOfTheCore;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts the objects that the core keeps, without the ports and what is behind them. */
final class Footprint {
  private static final String OURS = "dev.runtimeagent.";
  private static final List<String> WORLD =
      List.of(OURS + "application.simulation", OURS + "application.inmemory");

  private final Map<Class<?>, List<Field>> fields = new HashMap<>();

  int of(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayDeque<Object>();
    visit(root, seen, open);
    for (var next = open.poll(); next != null; next = open.poll()) {
      follow(next, seen, open);
    }
    return seen.size();
  }

  private void follow(Object object, Set<Object> seen, Deque<Object> open) {
    switch (object) {
      case Optional<?> optional -> optional.ifPresent(value -> visit(value, seen, open));
      case AtomicReference<?> reference -> visit(reference.get(), seen, open);
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            visit(key, seen, open);
            visit(value, seen, open);
          });
      case Collection<?> collection -> collection.forEach(item -> visit(item, seen, open));
      case Object[] array -> Arrays.stream(array).forEach(item -> visit(item, seen, open));
      default ->
          fields(object.getClass()).forEach(field -> visit(value(field, object), seen, open));
    }
  }

  private static void visit(@Nullable Object object, Set<Object> seen, Deque<Object> open) {
    if (object != null && isKept(object) && seen.add(object)) {
      open.add(object);
    }
  }

  private static boolean isKept(Object object) {
    var name = object.getClass().getName();
    return !Proxy.isProxyClass(object.getClass())
        && !(object instanceof Enum<?>)
        && (object instanceof PartOfTheCore || WORLD.stream().noneMatch(name::startsWith));
  }

  private List<Field> fields(Class<?> type) {
    return fields.computeIfAbsent(type, Footprint::declared);
  }

  private static List<Field> declared(Class<?> type) {
    if (!type.getName().startsWith(OURS)) {
      return List.of();
    }
    var own =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .filter(field -> !field.getType().isPrimitive())
            .toList();
    own.forEach(field -> field.setAccessible(true));
    return own;
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
