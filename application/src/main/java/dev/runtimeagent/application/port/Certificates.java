package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.util.List;

/** For reading certificates and keys that others wrote, and judging whether they fit. */
public interface Certificates {
  /**
   * Checks a signed answer (P 4.2 rule 11): base64 of PEM, the client certificate's public key is
   * that of {@code key}, its CN is {@code commonName}, the chain begins with it and each element is
   * issued and signed by the next. Dates are not judged.
   */
  Verdict check(Connector.SignedCertificates answer, SecretText key, String commonName);

  /** Reads a stored credential; {@code chain} and {@code key} decide, PKCS#1 or PKCS#8. */
  Verdict read(SecretText key, String certificate, String chain, String authorities);

  /** Whether something is a credential. */
  sealed interface Verdict {
    record Good(ClientCredential credential) implements Verdict {}

    /**
     * It is none, or its parts do not fit together.
     *
     * @param problems one sentence each, naming what does not fit
     */
    record Bad(List<String> problems) implements Verdict {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }
}
