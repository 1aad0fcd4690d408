package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.plan.Contents;
import dev.runtimeagent.domain.plan.SecretName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Secrets of an Application, up to two for each bundle (B-160…B-169). */
final class SecretsForm {
  private final String applicationName;
  private final String namespace;

  SecretsForm(String applicationName, String namespace) {
    this.applicationName = applicationName;
    this.namespace = namespace;
  }

  List<SecretDocument> secrets(Application application) {
    var secrets = new ArrayList<SecretDocument>();
    for (var bundle : application.bundles()) {
      if (Contents.hasCredential(bundle.auth())) {
        var name = SecretName.credentials(applicationName, bundle.id());
        secrets.add(secret(name, bundle, credentials(bundle.auth())));
      }
      if (Contents.hasParameters(bundle.auth())) {
        var name = SecretName.parameters(applicationName, bundle.id());
        secrets.add(secret(name, bundle, parameters(bundle.auth())));
      }
    }
    return secrets;
  }

  /** Whether the name of a Secret is one of those that its labels lead to. */
  boolean isOurs(SecretDocument secret, Set<String> bundleIds) {
    var label = secret.bundleId();
    return SecretName.isOf(secret.name(), applicationName, label)
        || bundleIds.stream()
            .filter(id -> SecretName.bundleLabel(id).equals(label))
            .anyMatch(id -> SecretName.isOf(secret.name(), applicationName, id));
  }

  private SecretDocument secret(String name, Bundle bundle, Map<String, SecretText> data) {
    return new SecretDocument(
        name,
        namespace,
        SecretName.applicationLabel(applicationName),
        SecretName.bundleLabel(bundle.id()),
        data,
        Optional.empty());
  }

  private static Map<String, SecretText> credentials(Auth auth) {
    return switch (auth.credential()) {
      case Auth.Credential.None _, Auth.Credential.Unsupported _ -> Map.of();
      case Auth.Credential.Basic(var username, var password) ->
          Map.of("username", username, "password", password);
      case Auth.Credential.OAuth(var id, var secret, _) ->
          Map.of("clientId", id, "clientSecret", secret);
    };
  }

  private static Map<String, SecretText> parameters(Auth auth) {
    var data = new LinkedHashMap<String, SecretText>();
    if (!auth.headers().isEmpty()) {
      data.put("headers", Parameters.json(auth.headers()));
    }
    if (!auth.queryParameters().isEmpty()) {
      data.put("queryParameters", Parameters.json(auth.queryParameters()));
    }
    return data;
  }
}
