package dev.runtimeagent.sandbox.landscape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event family of a bundle; anything but {@code public} visibility hides it from Runtimes. */
public record EventDefinition(
    String id,
    String name,
    @Nullable String description,
    @Nullable String group,
    @Nullable Version version,
    String visibility,
    @Nullable Spec spec) {

  public EventDefinition {
    Objects.requireNonNull(name, "an event definition needs a name");
    id = Objects.requireNonNullElse(id, "");
    visibility = Objects.requireNonNullElse(visibility, "public");
  }

  /** A public event definition whose id follows from the bundle it is put into. */
  public static EventDefinition of(String name) {
    return new EventDefinition("", name, null, null, null, "public", null);
  }

  public EventDefinition withId(String newId) {
    return new EventDefinition(newId, name, description, group, version, visibility, spec);
  }

  public EventDefinition withVisibility(String newVisibility) {
    return new EventDefinition(id, name, description, group, version, newVisibility, spec);
  }
}
