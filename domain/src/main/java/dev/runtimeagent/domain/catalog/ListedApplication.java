package dev.runtimeagent.domain.catalog;

import java.util.List;
import java.util.Optional;

/** An application as listed: its bundles may go on behind the first page. */
public record ListedApplication(
    String id,
    String name,
    Optional<String> description,
    List<String> systemAuthIds,
    Page<ListedBundle> bundles) {
  public ListedApplication {
    systemAuthIds = List.copyOf(systemAuthIds);
  }
}
