package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import java.util.HashSet;
import java.util.Set;

/**
 * What may be lost of an Application: what it offers, and for which bundles it has credentials.
 *
 * @param entries as {@code bundle id/definition id}
 * @param credentialBundles ids of bundles
 */
public record Contents(Set<String> entries, Set<String> credentialBundles) {
  public Contents {
    entries = Set.copyOf(entries);
    credentialBundles = Set.copyOf(credentialBundles);
  }

  public static Contents of(Application application) {
    var entries = new HashSet<String>();
    var credentials = new HashSet<String>();
    for (var bundle : application.bundles()) {
      bundle.apis().forEach(api -> entries.add(entry(bundle.id(), api.id())));
      bundle.events().forEach(event -> entries.add(entry(bundle.id(), event.id())));
      if (hasCredential(bundle.auth()) || hasParameters(bundle.auth())) {
        credentials.add(bundle.id());
      }
    }
    return new Contents(entries, credentials);
  }

  public static String entry(String bundleId, String definitionId) {
    return bundleId + "/" + definitionId;
  }

  /** Whether there is a credential to store: one of its halves may be empty, both may not. */
  public static boolean hasCredential(Auth auth) {
    return switch (auth.credential()) {
      case Auth.Credential.None _, Auth.Credential.Unsupported _ -> false;
      case Auth.Credential.Basic(SecretText user, SecretText password) ->
          !user.isEmpty() || !password.isEmpty();
      case Auth.Credential.OAuth(SecretText id, SecretText secret, _) ->
          !id.isEmpty() || !secret.isEmpty();
    };
  }

  /** Whether there are additional headers or query parameters. */
  public static boolean hasParameters(Auth auth) {
    return !auth.headers().isEmpty() || !auth.queryParameters().isEmpty();
  }
}
