package dev.runtimeagent.domain.catalog;

import dev.runtimeagent.domain.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the APIs of a bundle are to be called ({@code Bundle.defaultInstanceAuth}, P 2.8).
 *
 * @param headers additional request headers; values are as secret as a password
 * @param queryParameters additional query parameters, likewise
 * @param csrfTokenEndpointUrl where a CSRF token is fetched
 */
public record Auth(
    Credential credential,
    Map<String, List<SecretText>> headers,
    Map<String, List<SecretText>> queryParameters,
    Optional<String> csrfTokenEndpointUrl) {

  public static final Auth NONE =
      new Auth(new Credential.None(), Map.of(), Map.of(), Optional.empty());

  /** The credential kinds of P 2.3, an untagged union. */
  public sealed interface Credential {
    record None() implements Credential {}

    record Basic(SecretText username, SecretText password) implements Credential {}

    record OAuth(SecretText clientId, SecretText clientSecret, String tokenUrl)
        implements Credential {}

    /** A kind that no Kyma gateway can use, {@code CertificateOAuthCredentialData} for one. */
    record Unsupported(String kind) implements Credential {}
  }
}
