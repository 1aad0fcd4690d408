package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.plan;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Change.Create;
import dev.runtimeagent.domain.plan.Change.Delete;
import dev.runtimeagent.domain.plan.Change.Rename;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every plan. */
class PlanProperties {
  @Property(tries = 300)
  void everyPlanLeadsToWhatIsListedInAFewSteps(
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> after) {
    var runtime = new HeldNames();
    for (var listed : List.of(named(before), named(after))) {
      for (int i = 0; i < 12; i++) {
        runtime.carryOut(plan(snapshot(listed), runtime.held()));
      }
      assertThat(plan(snapshot(listed), runtime.held()).changes()).isEmpty();
      assertThat(runtime.ids())
          .containsExactlyInAnyOrderElementsOf(listed.stream().map(Application::id).toList());
    }
  }

  @Property(tries = 300)
  void whatTakesNothingLeavesEverythingThatWasThere(
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 8) List<@IntRange(max = 3) Integer> after) {
    var held = new HeldNames();
    held.carryOut(plan(snapshot(stocked(before)), held.held()));
    for (var change : plan(snapshot(stocked(after)), held.held()).changes()) {
      if (change.takesNothing()) {
        switch (change) {
          case Create(var application, var name) -> held.put(Samples.held(application, name));
          case Update(var old, var application, _) -> {
            assertThat(old.applicationId()).contains(application.id());
            assertThat(Contents.of(application).entries()).containsAll(old.entries());
            assertThat(Contents.of(application).credentialBundles())
                .containsAll(old.credentialBundles());
          }
          case Rename _, Delete _ -> throw new AssertionError(change);
        }
      }
    }
  }

  /** As {@link #named}, and the number of the name is that of its APIs. */
  private static List<Application> stocked(List<Integer> names) {
    return named(names).stream()
        .map(application -> {
          var number = application.name().charAt(application.name().length() - 1) - '0';
          var apis = List.of("x", "y", "z").subList(0, number).toArray(new String[0]);
          return new Application(
              application.id(),
              "one name",
              application.description(),
              application.systemAuthIds(),
              List.of(bundle("b", number % 2 == 0, apis)));
        })
        .toList();
  }

  /** Application n has one of four names. */
  private static List<Application> named(List<Integer> names) {
    var applications = new ArrayList<Application>();
    for (int i = 0; i < names.size(); i++) {
      applications.add(application(i, "name-" + names.get(i)));
    }
    return applications;
  }
}
