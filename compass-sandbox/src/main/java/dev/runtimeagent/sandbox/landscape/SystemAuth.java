package dev.runtimeagent.sandbox.landscape;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The Director's credential record of a Runtime; its id is the common name of every certificate
 * issued to it (P 1.5).
 *
 * @param tokenHash SHA-256 of the outstanding token, hexadecimal; missing once erased
 * @param paired whether a request with a certificate was seen
 */
public record SystemAuth(
    String id,
    String runtimeId,
    String tenant,
    @Nullable String tokenHash,
    @Nullable Instant tokenExpiresAt,
    boolean tokenUsed,
    boolean paired) {

  SystemAuth withToken(String hash, Instant expiresAt) {
    return new SystemAuth(id, runtimeId, tenant, hash, expiresAt, false, paired);
  }

  SystemAuth withTokenUsed() {
    return new SystemAuth(id, runtimeId, tenant, tokenHash, tokenExpiresAt, true, paired);
  }

  SystemAuth afterFirstCertificateRequest() {
    return new SystemAuth(id, runtimeId, tenant, null, null, false, true);
  }
}
