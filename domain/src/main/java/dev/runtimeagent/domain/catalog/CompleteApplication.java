package dev.runtimeagent.domain.catalog;

import java.util.List;

/** An application whose bundles and their definitions are all there. */
public final class CompleteApplication {
  private final ListedApplication listed;
  private final Application application;
  private final boolean turned;

  /** Fails unless {@code bundles} are those of {@code listing}, in its order. */
  public CompleteApplication(
      ListedApplication listed, WholeList<ListedBundle> listing, List<CompleteBundle> bundles) {
    var given = bundles.stream().map(bundle -> bundle.listed().id()).toList();
    if (!given.equals(listing.items().stream().map(ListedBundle::id).toList())) {
      throw new IllegalArgumentException("not the bundles that are listed");
    }
    this.listed = listed;
    this.application =
        new Application(
            listed.id(),
            listed.name(),
            listed.description(),
            listed.systemAuthIds(),
            bundles.stream().map(CompleteBundle::bundle).toList());
    this.turned = listing.turned() || bundles.stream().anyMatch(CompleteBundle::turned);
  }

  public Application application() {
    return application;
  }

  ListedApplication listed() {
    return listed;
  }

  boolean turned() {
    return turned;
  }
}
