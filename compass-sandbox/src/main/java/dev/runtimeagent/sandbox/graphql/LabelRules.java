package dev.runtimeagent.sandbox.graphql;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which labels a Runtime may set on itself (P 2.9). */
final class LabelRules {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_]*");
  private static final int MAX_KEY = 256;
  private static final Pattern PROTECTED = Pattern.compile(".*_defaultEventing");
  private static final Set<String> IMMUTABLE =
      Set.of("runtimeType", "global_subaccount_id", "region");

  private LabelRules() {}

  static boolean isProtected(String key) {
    return PROTECTED.matcher(key).matches();
  }

  static void check(String key, @Nullable Object value) {
    if (key.isEmpty()) {
      throw ServiceException.invalidLabel("key", "cannot be blank");
    }
    if (key.length() > MAX_KEY) {
      throw ServiceException.invalidLabel("key", "the length must be no more than 256");
    }
    if (!KEY.matcher(key).matches()) {
      throw ServiceException.invalidLabel("key", "must be in a valid format");
    }
    if (isEmpty(value)) {
      throw ServiceException.invalidLabel("value", "cannot be blank");
    }
    checkKey(key);
  }

  static void checkKey(String key) {
    if (isProtected(key) || IMMUTABLE.contains(key)) {
      throw ServiceException.invalid("could not set unmodifiable label with key " + key);
    }
    if (key.equals("scenarios")) {
      throw ServiceException.internal("label with key scenarios cannot be set explicitly");
    }
  }

  private static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Collection<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case Boolean truth -> !truth;
      case Number number -> number.doubleValue() == 0;
      default -> false;
    };
  }
}
