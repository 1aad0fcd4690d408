package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single values; what cannot be used is empty. */
final class Values {
  private static final Set<String> YES = Set.of("1", "t", "T", "true", "True", "TRUE");
  private static final Set<String> NO = Set.of("0", "f", "F", "false", "False", "FALSE");
  private static final Pattern DECIMAL = Pattern.compile("\\+?\\d*\\.?\\d+([eE][-+]?\\d{1,3})?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,9})(\\s*%)?");

  private Values() {}

  static Optional<Duration> duration(String text) {
    return Durations.parse(text).filter(duration -> !duration.isNegative());
  }

  static Optional<Boolean> bool(String text) {
    if (YES.contains(text)) {
      return Optional.of(true);
    }
    return NO.contains(text) ? Optional.of(false) : Optional.empty();
  }

  static Optional<Double> fraction(String text) {
    return Optional.of(text)
        .filter(number -> DECIMAL.matcher(number).matches())
        .map(Double::parseDouble)
        .filter(number -> number > 0 && number < 1);
  }

  static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(number -> number.matches("\\d{1,5}"))
        .map(Integer::parseInt)
        .filter(number -> number <= 65_535);
  }

  static Optional<DeletionLimit> deletionLimit(String text) {
    Matcher limit = LIMIT.matcher(text);
    if (!limit.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(limit.group(1));
    if (limit.group(2) == null) {
      return Optional.of(new DeletionLimit.Count(number));
    }
    return number <= 100 ? Optional.of(new DeletionLimit.Percent(number)) : Optional.empty();
  }

  static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      boolean hostAlone = url.getHost() != null && url.getRawUserInfo() == null;
      return web && hostAlone && url.getPort() <= 65_535 ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  static Optional<String> namespace(String text) {
    return Optional.of(text).filter(namespace -> LABEL.matcher(namespace).matches());
  }

  /**
   * Reads the Go agent's notation: without a namespace it is {@code default}, and what follows a
   * second slash is ignored.
   */
  static Optional<NamespacedName> namespacedName(String text) {
    String[] parts = text.split("/", -1);
    boolean nameAlone = parts.length == 1 || parts[1].isEmpty();
    String namespace = nameAlone || parts[0].isEmpty() ? "default" : parts[0];
    String name = nameAlone ? parts[0] : parts[1];
    return namespace(namespace).isPresent() && SUBDOMAIN.matcher(name).matches()
        ? Optional.of(new NamespacedName(namespace, name))
        : Optional.empty();
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  static <E extends Enum<E>> Function<String, Optional<E>> oneOf(Class<E> choices) {
    return text ->
        Arrays.stream(choices.getEnumConstants())
            .filter(choice -> choice.name().equalsIgnoreCase(text))
            .findFirst();
  }
}
