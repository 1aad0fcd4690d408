package dev.runtimeagent.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that must never be shown: whoever needs it has to ask for it by {@link #reveal()}. */
public final class SecretText {
  private final String value;

  private SecretText(String value) {
    this.value = Objects.requireNonNull(value);
  }

  public static SecretText of(String value) {
    return new SecretText(value);
  }

  /** The value itself, for the one place it is meant for. */
  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretText that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
