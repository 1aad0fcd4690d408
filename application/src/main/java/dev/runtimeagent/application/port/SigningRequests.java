package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;

/** For making key pairs and the signing requests that go with them. */
public interface SigningRequests {
  /**
   * Makes a private key.
   *
   * @param keyAlgorithm the Connector's word, {@code rsa2048} for one; anything that is not a
   *     supported RSA size gives RSA 2048, since Compass refuses other keys (P 1.3)
   * @return PEM, PKCS#1
   */
  SecretText newKey(String keyAlgorithm);

  /** Whether {@code key} is what {@link #newKey} would make for {@code keyAlgorithm}. */
  boolean fits(SecretText key, String keyAlgorithm);

  /** PKCS#10 as Compass wants it: standard base64 of the PEM text (P 1.3), signed with SHA-256. */
  String sign(SecretText key, DistinguishedName subject);
}
