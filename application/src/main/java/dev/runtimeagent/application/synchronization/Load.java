package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What all pages of one fetch take in memory together, about, and how much of that the agent can
 * hold. Each answer has a limit of its own; without this one, many answers could still be too much.
 */
final class Load {
  /** What an item takes beside its text. */
  private static final int ITEM = 100;

  private final long capacity;
  private long weight;

  /**
   * Makes an empty one.
   *
   * @param capacity in bytes
   */
  Load(long capacity) {
    this.capacity = capacity;
  }

  boolean takesApplications(List<ListedApplication> page) {
    return takes(sum(page, Load::weight));
  }

  boolean takesBundles(List<ListedBundle> page) {
    return takes(sum(page, Load::weight));
  }

  boolean takesApis(List<ApiDefinition> page) {
    return takes(sum(page, Load::weight));
  }

  boolean takesEvents(List<EventDefinition> page) {
    return takes(sum(page, Load::weight));
  }

  /** What to say once something was not taken. */
  <T> CompassReply<T> exceeded() {
    return new Failed<>(
        Failed.Kind.TOO_LARGE,
        "Compass lists more for this Runtime than the agent can hold (%d MiB), and nothing was"
                .formatted(capacity >> 20)
            + " changed: give it more memory",
        Optional.empty());
  }

  private boolean takes(long more) {
    weight += more;
    return weight <= capacity;
  }

  private static long weight(ListedApplication application) {
    return ITEM
        + text(application.id(), application.name())
        + text(application.description())
        + sum(application.systemAuthIds(), Load::text)
        + sum(application.bundles().items(), Load::weight);
  }

  private static long weight(ListedBundle bundle) {
    return ITEM
        + text(bundle.id(), bundle.name())
        + text(bundle.description())
        + text(bundle.instanceAuthRequestInputSchema())
        + weight(bundle.auth())
        + sum(bundle.apis().items(), Load::weight)
        + sum(bundle.events().items(), Load::weight);
  }

  private static long weight(ApiDefinition api) {
    return ITEM + text(api.id(), api.name(), api.targetUrl());
  }

  private static long weight(EventDefinition event) {
    return ITEM + text(event.id(), event.name());
  }

  private static long weight(Auth auth) {
    var credential =
        switch (auth.credential()) {
          case Auth.Credential.None _ -> 0;
          case Auth.Credential.Basic(var username, var password) ->
              text(username.reveal(), password.reveal());
          case Auth.Credential.OAuth(var clientId, var clientSecret, var tokenUrl) ->
              text(clientId.reveal(), clientSecret.reveal(), tokenUrl);
          case Auth.Credential.Unsupported(var kind) -> text(kind);
        };
    return credential
        + parameters(auth.headers())
        + parameters(auth.queryParameters())
        + text(auth.csrfTokenEndpointUrl());
  }

  private static long parameters(Map<String, List<SecretText>> parameters) {
    long weight = 0;
    for (var parameter : parameters.entrySet()) {
      weight += ITEM + text(parameter.getKey()) + sum(parameter.getValue(), v -> text(v.reveal()));
    }
    return weight;
  }

  private static <T> long sum(List<T> items, ToLongFunction<T> weight) {
    long sum = 0;
    for (var item : items) {
      sum += weight.applyAsLong(item);
    }
    return sum;
  }

  private static long text(Optional<String> text) {
    return text.map(String::length).orElse(0);
  }

  private static long text(String... texts) {
    long length = 0;
    for (var text : texts) {
      length += text.length();
    }
    return length;
  }
}
