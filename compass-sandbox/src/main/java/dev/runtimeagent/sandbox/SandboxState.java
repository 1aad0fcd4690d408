package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.landscape.SystemAuth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All a sandbox has to know to go on after a restart, Applications aside; holds private keys.
 *
 * @param serverAuthority who signs the hosts' certificates
 * @param clientAuthorities who signs client certificates, the current one first
 * @param rootAuthority who stands behind the client authority, if anybody
 * @param tokenPort the port the token host was found at
 * @param mtlsPort the port the mTLS host was found at
 * @param revocations hashes of revoked certificates and when each takes effect
 */
public record SandboxState(
    KeyAndCertificate serverAuthority,
    List<KeyAndCertificate> clientAuthorities,
    @Nullable KeyAndCertificate rootAuthority,
    int tokenPort,
    int mtlsPort,
    List<String> tenants,
    List<RegisteredRuntime> runtimes,
    List<SystemAuth> systemAuths,
    Map<String, Instant> revocations) {

  /** An authority in PEM; the key is PKCS#8. */
  public record KeyAndCertificate(String algorithm, String key, String certificate) {
    @Override
    public String toString() {
      return "KeyAndCertificate[***]";
    }
  }
}
