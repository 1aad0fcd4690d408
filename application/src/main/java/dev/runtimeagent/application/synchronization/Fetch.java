package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.application.synchronization.FetchApplications.Fetched;
import dev.runtimeagent.application.synchronization.PageReader.Reading;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.CompleteApplication;
import dev.runtimeagent.domain.catalog.CompleteBundle;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.catalog.PagedList;
import dev.runtimeagent.domain.catalog.WholeList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass through all pages. Nested pages are turned one cursor a request (P 2.5), and the name of
 * an application is that of the listing, whatever is asked for later (P 2.7).
 */
final class Fetch {
  private final Director director;
  private final Access access;
  private final PageSizes sizes;
  private final Load load;
  private final Set<String> shown;
  private final Map<String, String> labels = new HashMap<>();
  private Optional<CompassReply<?>> failure = Optional.empty();
  private Optional<String> doubt = Optional.empty();

  /**
   * Makes it.
   *
   * @param sizes to begin with; what is found out about them is noted there
   * @param shown where ids of all Applications that are listed are put
   */
  Fetch(Director director, Access access, PageSizes sizes, Load load, Set<String> shown) {
    this.director = director;
    this.access = access;
    this.sizes = sizes;
    this.load = load;
    this.shown = shown;
  }

  Fetched fetch() {
    var reader = new PageReader<>(this::page, sizes.applications(), load, load::takesApplications);
    return switch (reader.read(ListedApplication::id)) {
      case Reading.Broken<ListedApplication>(var reply) -> new Fetched.Failed(reply, shown);
      case Reading.Unsure<ListedApplication>(var listed, var reason) -> {
        doubt("the applications", reason);
        yield conclude(complete(listed), Optional.empty());
      }
      case Reading.Whole<ListedApplication>(var list) ->
          conclude(complete(list.items()), Optional.of(list));
    };
  }

  private Fetched conclude(
      List<CompleteApplication> applications, Optional<WholeList<ListedApplication>> listing) {
    if (failure.isPresent()) {
      return new Fetched.Failed(failure.get(), shown);
    }
    return doubt
        .<Fetched>map(reason ->
            new Fetched.Moved(
                applications.stream().map(CompleteApplication::application).toList(),
                labels,
                reason,
                shown))
        .orElseGet(() ->
            new Fetched.Complete(
                CompleteSnapshot.of(listing.orElseThrow(), applications), labels, shown));
  }

  private CompassReply<Page<ListedApplication>> page(PageRequest request) {
    var reply = director.applications(access, request);
    if (reply instanceof Answered<Director.Listing>(var listing, var time)) {
      labels.putAll(listing.labels());
      listing.applications().items().forEach(application -> shown.add(application.id()));
      return new Answered<>(listing.applications(), time);
    }
    return reply.failure();
  }

  private List<CompleteApplication> complete(List<ListedApplication> listed) {
    var complete = new ArrayList<CompleteApplication>(listed.size());
    for (var application : listed) {
      if (failure.isEmpty()) {
        complete(application).ifPresent(complete::add);
      }
    }
    return complete;
  }

  private Optional<CompleteApplication> complete(ListedApplication application) {
    var reader =
        new PageReader<ListedBundle>(
            request -> director.bundles(access, application.id(), request),
            sizes.bundles(),
            load,
            load::takesBundles);
    var start = PagedList.by(ListedBundle::id).add(application.bundles());
    return whole(reader.read(start), "the bundles of an application")
        .flatMap(listing -> {
          var bundles = new ArrayList<CompleteBundle>(listing.items().size());
          for (var bundle : listing.items()) {
            var complete = complete(application.id(), bundle);
            if (complete.isEmpty()) {
              return Optional.empty();
            }
            bundles.add(complete.get());
          }
          return Optional.of(new CompleteApplication(application, listing, bundles));
        });
  }

  private Optional<CompleteBundle> complete(String applicationId, ListedBundle bundle) {
    var apis =
        new PageReader<ApiDefinition>(
            request -> director.apiDefinitions(access, applicationId, bundle.id(), request),
            sizes.apis(),
            load,
            load::takesApis);
    var events =
        new PageReader<EventDefinition>(
            request -> director.eventDefinitions(access, applicationId, bundle.id(), request),
            sizes.events(),
            load,
            load::takesEvents);
    return whole(
            apis.read(PagedList.by(ApiDefinition::id).add(bundle.apis())), "the APIs of a bundle")
        .flatMap(wholeApis ->
            whole(
                    events.read(PagedList.by(EventDefinition::id).add(bundle.events())),
                    "the events of a bundle")
                .map(wholeEvents -> new CompleteBundle(bundle, wholeApis, wholeEvents)));
  }

  private <T> Optional<WholeList<T>> whole(Reading<T> reading, String what) {
    switch (reading) {
      case Reading.Whole<T>(var list) -> {
        return Optional.of(list);
      }
      case Reading.Unsure<T>(_, var reason) -> doubt(what, reason);
      case Reading.Broken<T>(var reply) when mayBeGone(reply) -> doubt(what, reply.problem());
      case Reading.Broken<T>(var reply) -> failure = Optional.of(reply);
    }
    return Optional.empty();
  }

  private void doubt(String what, String reason) {
    doubt = doubt.or(() -> Optional.of(what + " do not add up: " + reason));
  }

  /** What is listed, but not there when its next page is asked for, was removed meanwhile. */
  private static boolean mayBeGone(CompassReply<?> reply) {
    return reply instanceof CompassReply.Failed<?>(var kind, _, _)
        && (kind == CompassReply.Failed.Kind.HOLLOW
            || kind == CompassReply.Failed.Kind.GRAPHQL_ERRORS);
  }
}
