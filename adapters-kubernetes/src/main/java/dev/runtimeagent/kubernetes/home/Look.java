package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.Manifest;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API server holds under a name at one moment, with everything others put into it. */
sealed interface Look<T> {
  /**
   * It is there.
   *
   * @param version what the ports know it by: its resource version, if it can be understood
   */
  record Present<T>(Map<String, @Nullable Object> tree, Parsed<T> content, String version)
      implements Look<T> {}

  record Absent<T>() implements Look<T> {}

  /** It cannot be said. */
  record Unknown<T>(String problem) implements Look<T> {}

  /** What an answer to a get shows; {@code form} says whether it can be understood. */
  static <T> Look<T> at(
      ApiReply<Map<String, @Nullable Object>> reply,
      String shown,
      Function<Map<String, @Nullable Object>, Parsed<T>> form) {
    return switch (reply) {
      case ApiReply.Ok(var tree) ->
          switch (form.apply(tree)) {
            case Parsed.Good<T> good -> new Present<>(tree, good, resourceVersion(tree));
            case Parsed.Bad<T>(var problem) ->
                new Present<>(
                    tree, new Parsed.Bad<>(shown + ": " + problem + "; mend it"), Writing.DAMAGED);
          };
      case ApiReply.NotFound<Map<String, @Nullable Object>> _ -> new Absent<>();
      case ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          new Unknown<>(shown + " is being changed by somebody else");
      case ApiReply.Failed(_, var problem) -> new Unknown<>(problem);
    };
  }

  /** The same in the words of the ports. */
  default Stored<T> stored() {
    return switch (this) {
      case Present<T>(_, Parsed.Good<T>(var content), var version) ->
          new Stored.Found<>(content, version);
      case Present<T>(_, Parsed.Bad<T>(var problem), _) -> new Stored.Unreadable<>(problem);
      case Absent<T> _ -> new Stored.Missing<>();
      case Unknown<T>(var problem) -> new Stored.Unreadable<>(problem);
    };
  }

  /**
   * What comes of {@code deed}, done to the tree there is, if the writer {@code expected} this; an
   * absent thing is an empty tree.
   */
  default Writing ifStill(String expected, Function<Map<String, @Nullable Object>, Writing> deed) {
    return switch (this) {
      case Present<T>(var tree, _, var version) when version.equals(expected) -> deed.apply(tree);
      case Absent<T> _ when expected.equals(Writing.ABSENT) -> deed.apply(Manifest.empty());
      case Present<T> _, Absent<T> _ -> new Writing.Conflict();
      case Unknown<T>(var problem) -> new Writing.Failed(problem);
    };
  }

  static String resourceVersion(Map<String, ?> tree) {
    return Tree.text(Tree.child(tree, "metadata"), "resourceVersion");
  }
}
