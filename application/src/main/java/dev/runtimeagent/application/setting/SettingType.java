package dev.runtimeagent.application.setting;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What values a setting can have.
 *
 * @param allowed what they look like, to follow "must be"
 * @param secret whether they are never to be shown
 * @param reader turns text without blanks around it into a value; empty for what cannot be used. It
 *     is pure, and asked again each time
 */
public record SettingType<T>(String allowed, boolean secret, Function<String, Optional<T>> reader) {
  private static final Set<String> YES = Set.of("1", "t", "T", "true", "True", "TRUE");
  private static final Set<String> NO = Set.of("0", "f", "F", "false", "False", "FALSE");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Any text. */
  public static final SettingType<String> TEXT = of("a text", Optional::of);

  /** Text that is never shown. */
  public static final SettingType<SecretText> SECRET =
      new SettingType<>("a text", true, text -> Optional.of(SecretText.of(text)));

  /** As Go reads it. */
  public static final SettingType<Boolean> BOOLEAN = of("true or false", SettingType::bool);

  /** In Go's notation, 0 or more. */
  public static final SettingType<Duration> DURATION =
      of("a duration like 15s, 3m or 1h30m", SettingType::duration);

  /** In Go's notation, more than 0. */
  public static final SettingType<Duration> POSITIVE_DURATION =
      of("a duration above zero like 15s, 3m or 1h30m", Durations::positive);

  /** A path of the file system, relative to the working directory or absolute. */
  public static final SettingType<Path> PATH = of("a path", SettingType::path);

  /** A TCP port. */
  public static final SettingType<Integer> PORT =
      of("a port, 0 to 65535 (0: any free one)", SettingType::port);

  /** Of a server that is told where it is, and nothing else. */
  public static final SettingType<URI> URL =
      of("an http or https URL with a host and without a password", SettingType::url);

  /** The name of a Kubernetes namespace. */
  public static final SettingType<String> NAMESPACE = of("a namespace", SettingType::namespace);

  /** A Kubernetes object's namespace and name. */
  public static final SettingType<NamespacedName> NAMESPACED_NAME =
      of("namespace/name", SettingType::namespacedName);

  /** A type whose values may be shown. */
  public static <T> SettingType<T> of(String allowed, Function<String, Optional<T>> reader) {
    return new SettingType<>(allowed, false, reader);
  }

  private static Optional<Boolean> bool(String text) {
    if (YES.contains(text)) {
      return Optional.of(true);
    }
    return NO.contains(text) ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    return Durations.parse(text).filter(duration -> !duration.isNegative());
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(number -> number.matches("\\d{1,5}"))
        .map(Integer::parseInt)
        .filter(number -> number <= 65_535);
  }

  private static Optional<URI> url(String text) {
    try {
      var url = new URI(text);
      var web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      var hostAlone = url.getHost() != null && url.getRawUserInfo() == null;
      return web && hostAlone && url.getPort() <= 65_535 ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> namespace(String text) {
    return Optional.of(text).filter(namespace -> LABEL.matcher(namespace).matches());
  }

  /**
   * Reads the Go agent's notation: without a namespace it is {@code default}, and what follows a
   * second slash is ignored.
   */
  private static Optional<NamespacedName> namespacedName(String text) {
    var parts = text.split("/", -1);
    var nameAlone = parts.length == 1 || parts[1].isEmpty();
    var namespace = nameAlone || parts[0].isEmpty() ? "default" : parts[0];
    var name = nameAlone ? parts[0] : parts[1];
    return namespace(namespace).isPresent() && SUBDOMAIN.matcher(name).matches()
        ? Optional.of(new NamespacedName(namespace, name))
        : Optional.empty();
  }
}
