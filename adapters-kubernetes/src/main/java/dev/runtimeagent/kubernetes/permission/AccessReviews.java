package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the API server what the caller may do, which every caller may ask. */
public final class AccessReviews {
  private static final Resource REVIEWS =
      new Resource("authorization.k8s.io", "v1", "selfsubjectaccessreviews", Optional.empty());

  private final KubernetesApi api;

  public AccessReviews(KubernetesApi api) {
    this.api = api;
  }

  /** Which of {@code needed} the caller lacks, in their order. */
  public ApiReply<List<Right>> missing(List<Right> needed) {
    var missing = new ArrayList<Right>();
    for (var right : needed) {
      switch (api.review(REVIEWS, manifest(right))) {
        case ApiReply.Ok(var answer) -> {
          if (!isAllowed(answer)) {
            missing.add(right);
          }
        }
        case ApiReply.NotFound<Map<String, @Nullable Object>> _ -> {
          return new ApiReply.NotFound<>();
        }
        case ApiReply.Conflict<Map<String, @Nullable Object>> _ -> {
          return new ApiReply.Conflict<>();
        }
        case ApiReply.Failed(var reason, var problem) -> {
          return new ApiReply.Failed<>(reason, problem);
        }
      }
    }
    return new ApiReply.Ok<>(List.copyOf(missing));
  }

  private static boolean isAllowed(Map<String, @Nullable Object> answer) {
    return Boolean.TRUE.equals(Tree.child(answer, "status").get("allowed"));
  }

  private static Map<String, Object> manifest(Right right) {
    return Map.of(
        "apiVersion",
        "authorization.k8s.io/v1",
        "kind",
        "SelfSubjectAccessReview",
        "spec",
        Map.of("resourceAttributes", right.attributes()));
  }
}
