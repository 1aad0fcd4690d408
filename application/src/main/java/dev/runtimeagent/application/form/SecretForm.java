package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entries as a Secret of the type {@code Opaque}. */
public final class SecretForm {
  private SecretForm() {}

  /**
   * {@code entries} written over {@code existing}: what {@code ours} is true for is replaced, other
   * entries, labels, annotations and the type survive (B-064, W-28).
   */
  public static Map<String, @Nullable Object> manifest(
      NamespacedName name,
      Map<String, SecretText> entries,
      Predicate<String> ours,
      Map<String, @Nullable Object> existing) {
    var manifest = Manifest.headed(existing, "v1", "Secret", name.name());
    Manifest.child(manifest, "metadata").put("namespace", name.namespace());
    if (!(manifest.get("type") instanceof String)) {
      manifest.put("type", "Opaque");
    }
    var data = Manifest.child(manifest, "data");
    Manifest.child(manifest, "stringData")
        .forEach((key, text) -> data.put(key, encode(String.valueOf(text))));
    manifest.remove("stringData");
    data.keySet().removeIf(ours);
    entries.forEach((key, value) -> data.put(key, encode(value.reveal())));
    return manifest;
  }

  /** The entries that {@code wanted} is true for; {@code stringData} goes before {@code data}. */
  public static Parsed<Map<String, SecretText>> entries(
      Map<String, @Nullable Object> manifest, Predicate<String> wanted) {
    return Parsed.of(() -> {
      var root = Node.root(manifest);
      if (!root.at("kind").text().filter("Secret"::equals).isPresent()) {
        throw root.at("kind").malformed("must be Secret");
      }
      return entries(root, wanted);
    });
  }

  static Map<String, SecretText> entries(Node root, Predicate<String> wanted) {
    var entries = new LinkedHashMap<String, SecretText>();
    root.at("data")
        .fields()
        .forEach((key, node) -> {
          if (wanted.test(key)) {
            entries.put(key, decode(node));
          }
        });
    root.at("stringData")
        .fields()
        .forEach((key, node) -> {
          if (wanted.test(key)) {
            entries.put(key, SecretText.of(node.text().orElse("")));
          }
        });
    return entries;
  }

  static SecretText decode(Node node) {
    try {
      // Line breaks are taken, as Go's decoder does, which reads these for everybody else.
      var text = node.text().orElse("").replaceAll("[\\r\\n]", "");
      return SecretText.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw node.malformed("is not base64 (plain text goes under stringData)");
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
