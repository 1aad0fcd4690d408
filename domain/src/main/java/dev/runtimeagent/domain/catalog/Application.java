package dev.runtimeagent.domain.catalog;

import java.util.List;
import java.util.Optional;

/**
 * An external system a Runtime may talk to, complete.
 *
 * @param id what identifies it; names may change (P 2.7)
 * @param name as the listing gives it
 * @param systemAuthIds common names of the client certificates it may call with
 */
public record Application(
    String id,
    String name,
    Optional<String> description,
    List<String> systemAuthIds,
    List<Bundle> bundles) {
  public Application {
    systemAuthIds = List.copyOf(systemAuthIds);
    bundles = List.copyOf(bundles);
  }
}
