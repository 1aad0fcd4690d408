package dev.runtimeagent.sandbox.landscape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The specification text of a definition; {@code data} is missing if it was never fetched. */
public record Spec(String type, String format, @Nullable String data) {

  public Spec {
    Objects.requireNonNull(type, "a spec needs a type");
    format = Objects.requireNonNullElse(format, "JSON");
  }
}
