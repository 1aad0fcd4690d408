package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.CompleteApplication;
import dev.runtimeagent.domain.catalog.CompleteBundle;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.catalog.PagedList;
import dev.runtimeagent.domain.catalog.WholeList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Applications, snapshots of them, and what a Runtime holds of them. */
final class Samples {
  static final Fitting.Oracle ALL_FIT =
      (application, name) -> new Fitting.Fits(digest(application, name), List.of());

  private static final Auth BASIC =
      new Auth(
          new Auth.Credential.Basic(SecretText.of("u"), SecretText.of("p")),
          Map.of(),
          Map.of(),
          Optional.empty());

  static final Application SHOP = application(1, "shop", bundle("b", true, "x", "y"));

  private Samples() {}

  static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  static Application application(int number, String name, Bundle... bundles) {
    return new Application(id(number), name, Optional.empty(), List.of(), List.of(bundles));
  }

  static Bundle bundle(String id, boolean secured, String... apis) {
    return new Bundle(
        id,
        id,
        Optional.empty(),
        Optional.empty(),
        secured ? BASIC : Auth.NONE,
        List.of(apis).stream().map(api -> new ApiDefinition(api, api, "")).toList(),
        List.of());
  }

  static List<Application> applications(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> application(n, "app-" + n)).toList();
  }

  static HeldApplication held(Application application, String name) {
    var contents = Contents.of(application);
    return new HeldApplication(
        name,
        Optional.of(application.id()),
        true,
        digest(application, name),
        contents.entries(),
        contents.credentialBundles(),
        "1");
  }

  static HeldApplication held(Application application) {
    return held(application, application.name());
  }

  static List<HeldApplication> allHeld(Collection<Application> applications) {
    return applications.stream().map(Samples::held).toList();
  }

  static HeldApplication foreign(String name, Optional<String> id) {
    return new HeldApplication(name, id, false, "theirs", Set.of(), Set.of(), "1");
  }

  static CompleteSnapshot snapshot(Application... applications) {
    return snapshot(List.of(applications));
  }

  static CompleteSnapshot snapshot(List<Application> applications) {
    var listed = new ArrayList<ListedApplication>();
    var complete = new ArrayList<CompleteApplication>();
    for (var application : applications) {
      var bundles = new ArrayList<CompleteBundle>();
      for (var bundle : application.bundles()) {
        var listedBundle =
            new ListedBundle(
                bundle.id(),
                bundle.name(),
                bundle.description(),
                bundle.instanceAuthRequestInputSchema(),
                bundle.auth(),
                page(bundle.apis()),
                page(bundle.events()));
        bundles.add(
            new CompleteBundle(
                listedBundle,
                whole(bundle.apis(), a -> a.id()),
                whole(bundle.events(), e -> e.id())));
      }
      var listedBundles = bundles.stream().map(CompleteBundle::listed).toList();
      var listedApplication =
          new ListedApplication(
              application.id(),
              application.name(),
              application.description(),
              application.systemAuthIds(),
              page(listedBundles));
      listed.add(listedApplication);
      complete.add(
          new CompleteApplication(
              listedApplication, whole(listedBundles, ListedBundle::id), bundles));
    }
    return CompleteSnapshot.of(whole(listed, ListedApplication::id), complete);
  }

  static Plan plan(CompleteSnapshot snapshot, HeldApplication... held) {
    return Plan.of(snapshot, List.of(held), ALL_FIT);
  }

  private static String digest(Application application, String name) {
    return name + " of " + application;
  }

  private static <T> Page<T> page(List<T> items) {
    return new Page<>(items, "", false, items.size());
  }

  private static <T> WholeList<T> whole(List<T> items, Function<T, String> id) {
    return switch (PagedList.by(id).add(page(items))) {
      case PagedList.Step.Whole<T>(var list) -> list;
      case PagedList.Step.TurnPage<T> _, PagedList.Step.Unsure<T> _ ->
          throw new IllegalArgumentException("ids are not unique");
    };
  }
}
