package dev.runtimeagent.application.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Cuts lists into pages with the Director's offset cursors (P 2.5). */
final class InMemoryPages {
  private static final String PREFIX = "DpKtJ4j9jDq";

  private InMemoryPages() {}

  /** The offset a cursor stands for, or nothing if it stands for none. */
  static Optional<Integer> offset(Optional<String> after) {
    if (after.isEmpty() || after.get().isEmpty()) {
      return Optional.of(0);
    }
    try {
      var text = new String(Base64.getDecoder().decode(after.get()), UTF_8);
      return Optional.of(
          Integer.parseInt(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static <T> Page<T> page(List<T> all, int offset, int first) {
    var from = Math.min(offset, all.size());
    var to = Math.min(offset + first, all.size());
    var more = to < all.size();
    return new Page<>(all.subList(from, to), more ? cursor(offset + first) : "", more, all.size());
  }

  static ListedApplication listed(Application application, int nested) {
    return new ListedApplication(
        application.id(),
        application.name(),
        application.description(),
        application.systemAuthIds(),
        page(application.bundles().stream().map(b -> listed(b, nested)).toList(), 0, nested));
  }

  static ListedBundle listed(Bundle bundle, int nested) {
    return new ListedBundle(
        bundle.id(),
        bundle.name(),
        bundle.description(),
        bundle.instanceAuthRequestInputSchema(),
        bundle.auth(),
        page(bundle.apis(), 0, nested),
        page(bundle.events(), 0, nested));
  }

  static boolean withinLimits(PageRequest page) {
    return page.first() >= 1 && page.first() <= 200 && page.nested() >= 1 && page.nested() <= 200;
  }

  private static String cursor(int offset) {
    return Base64.getEncoder().encodeToString((PREFIX + offset).getBytes(UTF_8));
  }
}
