package dev.runtimeagent.sandbox.landscape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The default auth of a bundle: credential, CSRF token address, additional headers and parameters.
 */
public record BundleAuth(
    @Nullable Credential credential,
    @Nullable String csrfTokenUrl,
    Map<String, List<String>> headers,
    Map<String, List<String>> queryParameters) {

  public BundleAuth {
    headers = inOrder(headers);
    queryParameters = inOrder(queryParameters);
  }

  private static Map<String, List<String>> inOrder(@Nullable Map<String, List<String>> values) {
    return Collections.unmodifiableMap(
        new LinkedHashMap<>(Objects.requireNonNullElse(values, Map.of())));
  }

  /** Nothing but a credential. */
  public static BundleAuth of(Credential credential) {
    return new BundleAuth(credential, null, Map.of(), Map.of());
  }

  public BundleAuth withCsrfTokenUrl(String url) {
    return new BundleAuth(credential, url, headers, queryParameters);
  }

  public BundleAuth withHeaders(Map<String, List<String>> newHeaders) {
    return new BundleAuth(credential, csrfTokenUrl, newHeaders, queryParameters);
  }

  public BundleAuth withQueryParameters(Map<String, List<String>> newParameters) {
    return new BundleAuth(credential, csrfTokenUrl, headers, newParameters);
  }

  @Override
  public String toString() {
    return "BundleAuth[***]";
  }
}
