package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of one Secret whose keys begin alike, read and written by the rest of the key. */
final class Entries {
  private final Map<String, SecretText> all;
  private final String prefix;

  private Entries(Map<String, SecretText> all, String prefix) {
    this.all = all;
    this.prefix = prefix;
  }

  static Entries none() {
    return new Entries(new LinkedHashMap<>(), "");
  }

  static Entries of(Map<String, SecretText> all) {
    return new Entries(new LinkedHashMap<>(all), "");
  }

  Entries below(String part) {
    return new Entries(all, prefix + part);
  }

  Map<String, SecretText> all() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  Entries put(String key, SecretText value) {
    all.put(prefix + key, value);
    return this;
  }

  Entries put(String key, Object value) {
    return put(key, value instanceof SecretText secret ? secret : SecretText.of(value.toString()));
  }

  Entries put(String key, Optional<?> value) {
    value.ifPresent(present -> put(key, present));
    return this;
  }

  Entries putLines(String key, List<String> lines) {
    return lines.isEmpty() ? this : put(key, String.join("\n", lines));
  }

  /** A value that is there and not empty. */
  Optional<SecretText> find(String key) {
    return Optional.ofNullable(all.get(prefix + key)).filter(value -> !value.isEmpty());
  }

  SecretText secret(String key) {
    return find(key).orElseThrow(() -> new MalformedManifest(prefix + key + " is missing"));
  }

  String text(String key) {
    return secret(key).reveal();
  }

  Optional<String> findText(String key) {
    return find(key).map(SecretText::reveal);
  }

  Instant time(String key) {
    return toInstant(key, text(key));
  }

  Optional<Instant> findTime(String key) {
    return findText(key).map(text -> toInstant(key, text));
  }

  URI url(String key) {
    return toUrl(key, text(key));
  }

  /** Lines of words; a line with another number of words is not ours and left out. */
  List<List<String>> lines(String key, int words) {
    return findText(key).stream()
        .flatMap(String::lines)
        .map(line -> List.of(line.split(" ", -1)))
        .filter(line -> line.size() == words)
        .toList();
  }

  Instant toInstant(String key, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw new MalformedManifest(prefix + key + " holds no time");
    }
  }

  int toCount(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new MalformedManifest(prefix + key + " holds no number");
    }
  }

  URI toUrl(String key, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new MalformedManifest(prefix + key + " holds no URL");
    }
  }
}
