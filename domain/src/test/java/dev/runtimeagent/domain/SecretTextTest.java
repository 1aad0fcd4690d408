package dev.runtimeagent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTextTest {
  @Test
  void isShownAsNothingButASecret() {
    assertThat(SecretText.of("canary")).hasToString("[redacted]");
    assertThat(SecretText.of("")).hasToString("[redacted]");
  }

  @Test
  void tellsWhetherThereIsAny() {
    assertThat(SecretText.of("").isEmpty()).isTrue();
    assertThat(SecretText.of(" ").isEmpty()).isFalse();
  }

  @Test
  void isEqualByItsValue() {
    assertThat(SecretText.of("a")).isEqualTo(SecretText.of("a")).isNotEqualTo(SecretText.of("b"));
    assertThat(SecretText.of("a")).isNotEqualTo("a").hasSameHashCodeAs(SecretText.of("a"));
    assertThat(SecretText.of("a").hashCode()).isNotEqualTo(SecretText.of("b").hashCode());
  }
}
