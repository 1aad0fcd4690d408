package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications with one bundle and one API. */
final class Samples {
  private Samples() {}

  static Application application(String url, Auth auth) {
    return application("Orders", "Orders API", url, auth);
  }

  static Application application(String bundle, String api, String url, Auth auth) {
    return application(List.of(bundle(bundle, auth, new ApiDefinition("api-1", api, url))));
  }

  static Application application(List<Bundle> bundles) {
    return new Application(
        "0a0a0a0a-0000-4000-8000-000000000001", "shop", Optional.empty(), List.of(), bundles);
  }

  static Bundle bundle(String name, Auth auth, ApiDefinition... apis) {
    return new Bundle(
        "bundle of " + name,
        name,
        Optional.empty(),
        Optional.empty(),
        auth,
        List.of(apis),
        List.of());
  }

  static Auth basic(String user, String password) {
    return auth(new Auth.Credential.Basic(SecretText.of(user), SecretText.of(password)));
  }

  static Auth auth(Auth.Credential credential) {
    return new Auth(credential, Map.of(), Map.of(), Optional.empty());
  }

  static Auth header(String name, String value) {
    return new Auth(
        new Auth.Credential.None(),
        Map.of(name, List.of(SecretText.of(value))),
        Map.of(),
        Optional.empty());
  }

  static Auth parameter(String name, String value) {
    return new Auth(
        new Auth.Credential.None(),
        Map.of(),
        Map.of(name, List.of(SecretText.of(value))),
        Optional.empty());
  }
}
