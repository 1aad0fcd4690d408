package dev.runtimeagent.filesystem.runtime;

import dev.runtimeagent.application.form.Parsed;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names manifests can have as files; none of them leads out of a folder. */
final class ManifestNames {
  /** The longest name of which {@code <name>.yaml} is still the name of a file. */
  static final int LONGEST = 250;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private ManifestNames() {}

  static boolean isFileName(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches();
  }

  /** Why {@code name} cannot be that of a file, if so. */
  static Optional<String> problem(String name) {
    if (isFileName(name)) {
      return Optional.empty();
    }
    return Optional.of(
        name.length() > LONGEST
            ? "no file can have a name of more than %d characters; rename it in Compass"
                .formatted(LONGEST)
            : "no file can have the name \"" + name + "\"; rename it in Compass");
  }

  /** Answers the name if a manifest is of that kind and has the name of its file. */
  static Parsed<String> check(String kind, String name, Map<String, @Nullable Object> manifest) {
    if (!kind.equals(manifest.get("kind"))) {
      return new Parsed.Bad<>("it is no " + kind);
    }
    return manifest.get("metadata") instanceof Map<?, ?> metadata
            && name.equals(metadata.get("name"))
        ? new Parsed.Good<>(name)
        : new Parsed.Bad<>("metadata.name is not the name of the file");
  }
}
