package dev.runtimeagent.sandbox.landscape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A documentation text of a bundle. */
public record Document(
    String id,
    String title,
    String displayName,
    String description,
    String format,
    @Nullable String kind,
    @Nullable String data) {

  public Document {
    Objects.requireNonNull(title, "a document needs a title");
    id = Objects.requireNonNullElse(id, "");
    displayName = Objects.requireNonNullElse(displayName, title);
    description = Objects.requireNonNullElse(description, title);
    format = Objects.requireNonNullElse(format, "MARKDOWN");
  }

  public Document withId(String newId) {
    return new Document(newId, title, displayName, description, format, kind, data);
  }
}
