package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.plan.Contents;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.domain.plan.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of an Application's manifest, one for each bundle (B-141, B-143…B-151). */
final class ServicesForm {
  private static final String NO_DESCRIPTION = "Description not provided";

  private final String applicationName;
  private final String centralGatewayUrl;

  ServicesForm(String applicationName, String centralGatewayUrl) {
    this.applicationName = applicationName;
    this.centralGatewayUrl = centralGatewayUrl;
  }

  List<Map<String, Object>> services(Application application) {
    var services = new ArrayList<Map<String, Object>>(application.bundles().size());
    application.bundles().forEach(bundle -> services.add(service(bundle)));
    return services;
  }

  /** Empty text and blanks are as good as none. */
  static String description(Optional<String> text) {
    return text.filter(t -> !t.isBlank()).orElse(NO_DESCRIPTION);
  }

  private Map<String, Object> service(Bundle bundle) {
    var normalized = ServiceName.normalized(bundle.name());
    var access = new Access(bundle);
    var entries = new ArrayList<Map<String, Object>>(bundle.apis().size() + bundle.events().size());
    bundle.apis().forEach(api -> entries.add(entry(api, normalized, access)));
    bundle.events().forEach(event -> entries.add(entry(event)));
    var service = new LinkedHashMap<String, Object>();
    service.put("id", bundle.id());
    service.put("identifier", "");
    service.put("name", ServiceName.unique(bundle.name(), bundle.id()));
    service.put("displayName", bundle.name());
    service.put("description", description(bundle.description()));
    service.put("providerDisplayName", "");
    bundle
        .instanceAuthRequestInputSchema()
        .ifPresent(schema -> service.put("authCreateParameterSchema", schema));
    service.put("entries", entries);
    return service;
  }

  private Map<String, Object> entry(ApiDefinition api, String bundleName, Access access) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("type", "API");
    entry.put("id", api.id());
    entry.put("name", api.name());
    entry.put("targetUrl", api.targetUrl());
    entry.put(
        "centralGatewayUrl",
        String.join(
            "/",
            centralGatewayUrl,
            applicationName,
            bundleName,
            ServiceName.normalized(api.name())));
    entry.put("gatewayUrl", "");
    entry.put("credentials", access.credentials());
    access.parametersSecret().ifPresent(name -> entry.put("requestParametersSecretName", name));
    return entry;
  }

  private static Map<String, Object> entry(EventDefinition event) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("type", "Events");
    entry.put("id", event.id());
    entry.put("name", event.name());
    entry.put("targetUrl", "");
    entry.put("centralGatewayUrl", "");
    entry.put("gatewayUrl", "");
    entry.put("credentials", credentials("", ""));
    return entry;
  }

  private static Map<String, Object> credentials(String type, String secretName) {
    var credentials = new LinkedHashMap<String, Object>();
    credentials.put("type", type);
    credentials.put("secretName", secretName);
    return credentials;
  }

  /** How all APIs of one bundle are called; a Secret is named only if there is one (W-51). */
  private final class Access {
    private final Bundle bundle;
    private final Map<String, Object> credentials;
    private final Optional<String> parametersSecret;

    Access(Bundle bundle) {
      this.bundle = bundle;
      this.credentials = Collections.unmodifiableMap(readCredentials());
      this.parametersSecret =
          Contents.hasParameters(bundle.auth())
              ? Optional.of(SecretName.parameters(applicationName, bundle.id()))
              : Optional.empty();
    }

    Map<String, Object> credentials() {
      return credentials;
    }

    private Map<String, Object> readCredentials() {
      if (!Contents.hasCredential(bundle.auth())) {
        return ServicesForm.credentials("", "");
      }
      var secret = SecretName.credentials(applicationName, bundle.id());
      var credentials =
          switch (bundle.auth().credential()) {
            case Auth.Credential.None _, Auth.Credential.Unsupported _ ->
                ServicesForm.credentials("", "");
            case Auth.Credential.Basic _ -> ServicesForm.credentials("Basic", secret);
            case Auth.Credential.OAuth(_, _, var tokenUrl) -> {
              var oauth = ServicesForm.credentials("OAuth", secret);
              oauth.put("authenticationUrl", tokenUrl);
              yield oauth;
            }
          };
      bundle
          .auth()
          .csrfTokenEndpointUrl()
          .ifPresent(url -> credentials.put("csrfInfo", Map.of("tokenEndpointURL", url)));
      return credentials;
    }

    Optional<String> parametersSecret() {
      return parametersSecret;
    }
  }
}
