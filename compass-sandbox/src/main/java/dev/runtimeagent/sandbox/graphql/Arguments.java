package dev.runtimeagent.sandbox.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of the Director's fields. */
final class Arguments {

  private Arguments() {}

  static String text(DataFetchingEnvironment env, String name) {
    return String.valueOf(Objects.requireNonNull(env.<Object>getArgument(name)));
  }

  static Page.Cut cut(DataFetchingEnvironment env) {
    Object after = env.getArgument("after");
    return new Page.Cut(env.getArgument("first"), after == null ? "" : String.valueOf(after));
  }

  /**
   * The page arguments of a nested field. The Director resolves these in batches that take them
   * from the first key, so the first one in a request decides for all (P 2.5).
   */
  static Page.Cut sharedCut(DataFetchingEnvironment env) {
    Director.Call call = Objects.requireNonNull(env.getRoot());
    return call.cuts().computeIfAbsent(env.getFieldDefinition().getName(), _ -> cut(env));
  }

  static <T> List<T> ofGroup(
      DataFetchingEnvironment env, List<T> all, Function<T, @Nullable String> group) {
    Optional<String> wanted = Optional.ofNullable(env.getArgument("group"));
    return wanted.isEmpty()
        ? all
        : all.stream().filter(each -> wanted.get().equals(group.apply(each))).toList();
  }

  static <T> Optional<T> byId(DataFetchingEnvironment env, List<T> all, Function<T, String> id) {
    String wanted = text(env, "id");
    return all.stream().filter(each -> id.apply(each).equals(wanted)).findFirst();
  }
}
