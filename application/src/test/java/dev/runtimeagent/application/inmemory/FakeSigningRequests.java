package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keys and signing requests one can read, made without any cryptography. */
public final class FakeSigningRequests implements SigningRequests {
  private static final Set<String> SUPPORTED = Set.of("rsa2048", "rsa3072", "rsa4096");

  private final AtomicInteger keysMade = new AtomicInteger();
  private final Supplier<String> serials;

  public FakeSigningRequests() {
    this(() -> UUID.randomUUID().toString());
  }

  /**
   * Makes keys that can be repeated.
   *
   * @param serials what tells keys apart
   */
  public FakeSigningRequests(Supplier<String> serials) {
    this.serials = serials;
  }

  /** How many keys were made so far. */
  public int keysMade() {
    return keysMade.get();
  }

  @Override
  public SecretText newKey(String keyAlgorithm) {
    keysMade.incrementAndGet();
    return SecretText.of(
        new FakePem(
                FakePem.KEY, Map.of("key", serials.get() + " " + supportedOrDefault(keyAlgorithm)))
            .text());
  }

  @Override
  public boolean fits(SecretText key, String keyAlgorithm) {
    return FakePem.first(key.reveal(), FakePem.KEY)
        .filter(k -> k.field("key").endsWith(" " + supportedOrDefault(keyAlgorithm)))
        .isPresent();
  }

  @Override
  public String sign(SecretText key, DistinguishedName subject) {
    var attributes =
        subject.attributes().stream()
            .map(a -> a.type() + "=" + a.value())
            .collect(Collectors.joining(","));
    var serial =
        FakePem.first(key.reveal(), FakePem.KEY)
            .orElseThrow(() -> new IllegalArgumentException("not a key of this fake"))
            .field("key");
    return FakePem.encode(
        new FakePem(
                FakePem.REQUEST,
                Map.of("key", serial, "subject", attributes, "cn", subject.commonName()))
            .text());
  }

  private static String supportedOrDefault(String keyAlgorithm) {
    return SUPPORTED.contains(keyAlgorithm) ? keyAlgorithm : "rsa2048";
  }
}
