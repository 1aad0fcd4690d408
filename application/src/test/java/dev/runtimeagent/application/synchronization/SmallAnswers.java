package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A Director whose answers are too large if many things are asked for at once. */
record SmallAnswers(Director director, int most, Failed.Kind kind, AtomicInteger refusals)
    implements Director {
  SmallAnswers(Director director, int most) {
    this(director, most, Failed.Kind.TOO_LARGE);
  }

  SmallAnswers(Director director, int most, Failed.Kind kind) {
    this(director, most, kind, new AtomicInteger());
  }

  @Override
  public CompassReply<Listing> applications(Access access, PageRequest page) {
    return sized(page.first() * page.nested(), () -> director.applications(access, page));
  }

  @Override
  public CompassReply<Page<ListedBundle>> bundles(
      Access access, String applicationId, PageRequest page) {
    return sized(page.first() * page.nested(), () -> director.bundles(access, applicationId, page));
  }

  @Override
  public CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return sized(
        page.first(), () -> director.apiDefinitions(access, applicationId, bundleId, page));
  }

  @Override
  public CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return sized(
        page.first(), () -> director.eventDefinitions(access, applicationId, bundleId, page));
  }

  @Override
  public CompassReply<Viewer> viewer(Access access) {
    return director.viewer(access);
  }

  @Override
  public CompassReply<String> setRuntimeLabel(Access access, String key, String value) {
    return director.setRuntimeLabel(access, key, value);
  }

  private <T> CompassReply<T> sized(int size, Supplier<CompassReply<T>> reply) {
    if (size > most) {
      refusals.incrementAndGet();
      return new Failed<>(kind, "more than comes", Optional.empty());
    }
    return reply.get();
  }
}
