package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names the Secrets that an Application leads to, for where Secrets may not be listed. Names are
 * made, never taken from what is stored: anybody may have written that.
 */
final class Candidates {
  private Candidates() {}

  static Set<String> of(Map<String, @Nullable Object> application) {
    var name = Tree.text(Tree.child(application, "metadata"), "name");
    var names = new TreeSet<String>();
    for (var service : Tree.children(Tree.child(application, "spec"), "services")) {
      var id = Tree.text(service, "id");
      var apis =
          Tree.children(service, "entries").stream()
              .filter(entry -> Tree.text(entry, "type").equals("API"))
              .toList();
      var credentials = SecretName.credentials(name, id);
      var parameters = SecretName.parameters(name, id);
      // Without an API nothing tells whether the bundle has any (B-166).
      if (apis.isEmpty() || isNamed(credentials, apis)) {
        names.add(credentials);
      }
      if (apis.isEmpty() || isNamed(parameters, apis)) {
        names.add(parameters);
      }
    }
    return names;
  }

  private static boolean isNamed(String secret, List<Map<String, @Nullable Object>> apis) {
    return apis.stream()
        .anyMatch(api ->
            Tree.text(Tree.child(api, "credentials"), "secretName").equals(secret)
                || Tree.text(api, "requestParametersSecretName").equals(secret));
  }
}
