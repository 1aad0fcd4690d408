package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.Sha256;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Tells whether what Compass lists is still the same Runtime's in the same Compass. */
public final class Epoch {
  private Epoch() {}

  /** A hash of the Director's host, runtime id and tenant. */
  public static String of(URI directorUrl, String runtimeId, Optional<String> tenant) {
    var host = String.valueOf(directorUrl.getHost()).toLowerCase(Locale.ROOT);
    return Sha256.hex(String.join("\n", host, runtimeId, tenant.orElse("")));
  }
}
