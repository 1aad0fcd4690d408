package dev.runtimeagent.sandbox.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HashMap;
import java.util.Map;

/**
 * RSA keys of this process by purpose: one takes up to a second, and tests start many sandboxes.
 */
final class SharedKeys {

  private static final Map<String, KeyPair> KEYS = new HashMap<>();

  private SharedKeys() {}

  static synchronized KeyPair forPurpose(String purpose) throws GeneralSecurityException {
    KeyPair known = KEYS.get(purpose);
    if (known != null) {
      return known;
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair made = generator.generateKeyPair();
    KEYS.put(purpose, made);
    return made;
  }
}
