package dev.runtimeagent.sandbox.landscape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The version of a definition as the Director tells it. */
public record Version(
    String value,
    @Nullable Boolean deprecated,
    @Nullable String deprecatedSince,
    @Nullable Boolean forRemoval) {

  public Version {
    Objects.requireNonNull(value, "a version needs a value");
  }

  /** A version that says nothing but its number. */
  public static Version of(String value) {
    return new Version(value, null, null, null);
  }
}
