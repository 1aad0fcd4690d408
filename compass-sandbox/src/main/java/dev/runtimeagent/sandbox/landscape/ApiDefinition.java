package dev.runtimeagent.sandbox.landscape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An API of a bundle; anything but {@code public} visibility hides it from Runtimes (P 2.6). */
public record ApiDefinition(
    String id,
    String name,
    @Nullable String description,
    String targetUrl,
    @Nullable String group,
    @Nullable Version version,
    String visibility,
    @Nullable Spec spec) {

  public ApiDefinition {
    Objects.requireNonNull(name, "an API needs a name");
    id = Objects.requireNonNullElse(id, "");
    targetUrl = Objects.requireNonNullElse(targetUrl, "");
    visibility = Objects.requireNonNullElse(visibility, "public");
  }

  /** A public API whose id follows from the bundle it is put into. */
  public static ApiDefinition of(String name, String targetUrl) {
    return new ApiDefinition("", name, null, targetUrl, null, null, "public", null);
  }

  public ApiDefinition withId(String newId) {
    return new ApiDefinition(newId, name, description, targetUrl, group, version, visibility, spec);
  }

  public ApiDefinition withVisibility(String newVisibility) {
    return new ApiDefinition(id, name, description, targetUrl, group, version, newVisibility, spec);
  }

  public ApiDefinition withTargetUrl(String newTargetUrl) {
    return new ApiDefinition(id, name, description, newTargetUrl, group, version, visibility, spec);
  }

  public ApiDefinition withGroup(String newGroup) {
    return new ApiDefinition(id, name, description, targetUrl, newGroup, version, visibility, spec);
  }
}
