package dev.runtimeagent.sandbox.certificate;

import java.time.Instant;

/** From when until when a certificate is good. */
record Validity(Instant notBefore, Instant notAfter) {}
