package dev.runtimeagent.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.plan.LossRecord;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Endpoints HERE = endpoints("here");
  private static final Endpoints THERE = endpoints("there");

  @Test
  void isNamedByItsCertificate() {
    assertThat(generation("one").fingerprint()).isEqualTo("one");
  }

  @Test
  void whatFollowsItKeepsWhoseItIs() {
    var renewed = generation("one").renewedWith(credential("two"), HERE, NOON.plusSeconds(9));

    assertThat(renewed.fingerprint()).isEqualTo("two");
    assertThat(renewed.runtimeId()).isEqualTo("runtime");
    assertThat(renewed.tenant()).contains("tenant");
    assertThat(renewed.established()).isEqualTo(NOON);
    assertThat(renewed.acquired()).isEqualTo(NOON.plusSeconds(9));
    assertThat(renewed.renewed()).contains(NOON.plusSeconds(9));
    assertThat(renewed.bound()).isTrue();
  }

  @Test
  void whatFollowsItFallsBackToWhereItWasIfCompassMoved() {
    var moved = generation("one").renewedWith(credential("two"), THERE, NOON);
    var stayed = moved.renewedWith(credential("three"), THERE, NOON);

    assertThat(moved.endpoints()).isEqualTo(THERE);
    assertThat(moved.formerEndpoints()).contains(HERE);
    assertThat(stayed.formerEndpoints()).contains(HERE);
    assertThat(generation("one").renewedWith(credential("two"), HERE, NOON).formerEndpoints())
        .isEmpty();
  }

  @Test
  void areTriedFromTheNewestToTheOldest() {
    var stored =
        stored(
            Optional.of(generation("next")),
            Optional.of(generation("current")),
            Optional.of(generation("previous")),
            Optional.empty());

    assertThat(stored.inOrder())
        .extracting(Generation::fingerprint)
        .containsExactly("next", "current", "previous");
    assertThat(stored.holdsCredential()).isTrue();
  }

  @Test
  void anotherAgentsCredentialIsOneToo() {
    var none = Optional.<Generation>empty();

    assertThat(StoredCredentials.NONE.holdsCredential()).isFalse();
    assertThat(StoredCredentials.NONE.inOrder()).isEmpty();
    assertThat(stored(none, none, none, Optional.of(credential("theirs"))).holdsCredential())
        .isTrue();
    assertThat(stored(Optional.of(generation("next")), none, none, Optional.empty()))
        .matches(StoredCredentials::holdsCredential);
  }

  private static StoredCredentials stored(
      Optional<Generation> next,
      Optional<Generation> current,
      Optional<Generation> previous,
      Optional<ClientCredential> foreign) {
    return new StoredCredentials(
        next, current, previous, Optional.empty(), foreign, List.of(), LossRecord.NONE);
  }

  private static Generation generation(String fingerprint) {
    return new Generation(
        credential(fingerprint),
        HERE,
        Optional.empty(),
        "runtime",
        Optional.of("tenant"),
        NOON,
        NOON,
        Optional.empty(),
        true);
  }

  private static ClientCredential credential(String fingerprint) {
    return new ClientCredential(
        SecretText.of("key"),
        "certificate",
        "chain",
        "authorities",
        new CertificateFacts(fingerprint, "cn", NOON, NOON.plusSeconds(60)));
  }

  private static Endpoints endpoints(String host) {
    return new Endpoints(
        URI.create("https://connector." + host), URI.create("https://director." + host));
  }
}
