package dev.runtimeagent.sandbox.certificate;

/** What may be wrong with the answer to a signing request. */
public enum CertificateFlaw {
  /** Nothing. */
  NONE,
  /** The certificate certifies a key nobody asked for. */
  FOREIGN_KEY,
  /** The common name is another one than requested. */
  OTHER_COMMON_NAME,
  /** The CA in the chain is not the one that signed. */
  WRONG_CHAIN,
  /** The certificate is good from one hour ahead. */
  FROM_THE_FUTURE,
  /** The certificate ended an hour ago. */
  EXPIRED,
  /** The certificate is refused by the services from the beginning. */
  REFUSED_BY_SERVICES,
  /** The certificate is refused in every TLS handshake. */
  REFUSED_IN_HANDSHAKE,
  /** The three answers are base64 of something else than PEM. */
  NOT_PEM,
  /** The chain holds the certificate alone. */
  CHAIN_WITHOUT_AUTHORITY
}
