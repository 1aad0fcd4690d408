package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import org.jspecify.annotations.Nullable;

/** A Director that may answer less at once than it is asked for. */
public final class ShortPages implements Director {
  private static final int ALL = 200;

  private final Director director;
  private int usual = ALL;
  private int most = ALL;

  ShortPages(Director director) {
    this.director = director;
  }

  /** Makes one call with pages of that size. */
  public @Nullable Object answeringAtMost(int size, PortCall.Real call) throws Exception {
    most = size;
    try {
      return call.call();
    } finally {
      most = usual;
    }
  }

  /** Answers no more than that at once, as a rule. */
  void answersAtMost(int size) {
    usual = size;
    most = size;
  }

  @Override
  public CompassReply<Listing> applications(Access access, PageRequest page) {
    return director.applications(access, shortened(page));
  }

  @Override
  public CompassReply<Page<ListedBundle>> bundles(
      Access access, String applicationId, PageRequest page) {
    return director.bundles(access, applicationId, page);
  }

  @Override
  public CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return director.apiDefinitions(access, applicationId, bundleId, page);
  }

  @Override
  public CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return director.eventDefinitions(access, applicationId, bundleId, page);
  }

  @Override
  public CompassReply<Viewer> viewer(Access access) {
    return director.viewer(access);
  }

  @Override
  public CompassReply<String> setRuntimeLabel(Access access, String key, String value) {
    return director.setRuntimeLabel(access, key, value);
  }

  private PageRequest shortened(PageRequest page) {
    // Nested pages are cut, too: what is behind them is turned to one at a time.
    return new PageRequest(
        Math.min(page.first(), most), page.after(), Math.min(page.nested(), most));
  }
}
