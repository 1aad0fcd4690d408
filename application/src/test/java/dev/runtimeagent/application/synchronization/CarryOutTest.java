package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Change;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.Loss;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CarryOutTest {
  private static final Application SHOP = named(1, "shop");

  private final Dial dial = Dial.atNoon();
  private final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  private final RecordedEvents events = new RecordedEvents();
  private final CarryOut carryOut = new CarryOut(target, new DirectWorkers(), dial, events);

  @Test
  void tellsOfEachChangeThatIsDone() {
    run(new Change.Create(SHOP, "shop"));
    run(new Change.Update(held("shop"), named(1, "shop", Catalog.bundle(1, 1, 0)), Loss.NONE));
    run(new Change.Rename(List.of(held("shop")), Optional.empty(), SHOP, "store", Loss.NONE));
    run(new Change.Delete(held("store")));

    assertThat(events.all())
        .containsExactly(
            done(Severity.DEBUG, "ApplicationCreated", "an Application was created", "shop"),
            done(Severity.DEBUG, "ApplicationUpdated", "an Application was updated", "shop"),
            done(Severity.INFO, "ApplicationRenamed", "an Application was renamed", "store"),
            done(Severity.INFO, "ApplicationDeleted", "an Application was deleted", "store"));
    assertThat(target.names()).isEmpty();
  }

  @Test
  void tellsOfAFailureOnceForAsLongAsItIsTheSame() {
    target.failAt("shop", "the disk is full");
    fail();
    fail();
    target.failAt("shop", "permission denied");
    fail();

    assertThat(events.all())
        .extracting(event -> event.details().get("problem"))
        .containsExactly("the disk is full", "permission denied");
    assertThat(events.all())
        .allMatch(event -> event.severity() == Severity.WARNING)
        .allMatch(event -> event.reason().equals("ApplicationFailed"));
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToTenMinutes() {
    target.failAt("shop", "the disk is full");

    for (var seconds : List.of(15, 30, 60, 120, 240, 480, 600, 600, 600)) {
      run(new Change.Create(SHOP, "shop"));
      target.forgetCalls();
      dial.turn(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(run(new Change.Create(SHOP, "shop")).failed())
          .containsExactly(new Remark("shop", "the disk is full"));
      assertThat(target.calls()).isEmpty();
      dial.turn(Duration.ofMillis(1));
    }
  }

  @Test
  void beginsAnewWithAnotherChange() {
    target.failAt("shop", "the disk is full");
    for (int i = 0; i < 5; i++) {
      fail();
    }
    var other = new Change.Create(named(1, "shop", Catalog.bundle(1, 1, 0)), "shop");
    run(other);
    target.forgetCalls();
    dial.turn(Duration.ofSeconds(15));

    run(other);

    assertThat(target.calls()).containsExactly("create shop");
  }

  @Test
  void aRepairForgetsNoFailureOfWhatItDoesNotTouch() {
    run(new Change.Create(SHOP, "shop"));
    var delete = new Change.Delete(held("shop"));
    target.failAt("shop", "the disk is full");
    run(delete);
    carryOut.carryOut(
        List.of(new Change.Create(application(2), "app-2")),
        dial.now(),
        Occasion.DRIFT,
        Optional::empty);
    target.forgetCalls();

    run(delete);

    assertThat(target.calls()).isEmpty();
  }

  @Test
  void aFailureIsForgottenOnceNobodyWantsTheChange() {
    target.failAt("shop", "the disk is full");
    run(new Change.Create(SHOP, "shop"));
    run(new Change.Create(application(2), "app-2"));
    target.forgetCalls();

    run(new Change.Create(SHOP, "shop"));

    assertThat(target.calls()).containsExactly("create shop");
  }

  @Test
  void leavesWhatWasPlannedMoreThanAMinuteAgo() {
    var planned = dial.now();
    dial.turn(Duration.ofSeconds(60));
    var create = List.<Change>of(new Change.Create(SHOP, "shop"));
    assertThat(carryOut.carryOut(create, planned, Occasion.PERIOD, Optional::empty).done())
        .hasSize(1);

    dial.turn(Duration.ofMillis(1));
    var other = List.<Change>of(new Change.Create(application(2), "app-2"));
    assertThat(carryOut.carryOut(other, planned, Occasion.PERIOD, Optional::empty).failed())
        .containsExactly(
            new Remark("app-2", "left to a later synchronization: the plan was too old"));
  }

  @Test
  void asksBeforeEachLossWhetherItMayStillBe() {
    List.of("one", "two").forEach(name -> run(new Change.Create(named(2, name), name)));
    var lossy =
        new Change.Update(held("two"), SHOP, new Loss(false, false, Set.of("b/x"), Set.of()));
    var changes =
        List.<Change>of(new Change.Delete(held("one")), lossy, new Change.Create(SHOP, "shop"));
    var asked = new AtomicInteger();

    var result =
        carryOut.carryOut(
            changes,
            dial.now(),
            Occasion.PERIOD,
            () -> asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of("another agent"));

    assertThat(result.done()).containsExactly(changes.getFirst(), changes.getLast());
    assertThat(result.failed())
        .containsExactly(new Remark("two", "left to a later synchronization: another agent"));
    assertThat(asked).hasValue(2);
    assertThat(target.names()).containsExactlyInAnyOrder("two", "shop");
  }

  @Test
  void takesNothingAwayInARepair() {
    var lossy =
        new Change.Update(
            new HeldApplication("shop", Optional.empty(), true, "", Set.of(), Set.of(), "1"),
            SHOP,
            new Loss(false, false, Set.of("b/x"), Set.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> carryOut.carryOut(List.of(lossy), dial.now(), Occasion.DRIFT, Optional::empty));
  }

  @Test
  void aDefectIsToldAndStopsNoOtherChange() {
    var broken = new CarryOut(new Defective(), new DirectWorkers(), dial, events);

    var result =
        broken.carryOut(
            List.of(new Change.Create(SHOP, "shop"), new Change.Delete(held())),
            dial.now(),
            Occasion.PERIOD,
            Optional::empty);

    assertThat(result.failed())
        .containsExactly(new Remark("shop", "a defect of the agent, which its log tells of"));
    assertThat(result.done()).hasSize(1);
    assertThat(events.defects()).singleElement().isInstanceOf(IllegalStateException.class);
  }

  private void fail() {
    assertThat(run(new Change.Create(SHOP, "shop")).failed()).hasSize(1);
    dial.turn(Duration.ofMinutes(10));
  }

  private CarryOut.Result run(Change change) {
    return carryOut.carryOut(List.of(change), dial.now(), Occasion.PERIOD, Optional::empty);
  }

  private HeldApplication held(String name) {
    return target.holdings() instanceof Holdings.Held(var all)
        ? all.stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow()
        : held();
  }

  private static HeldApplication held() {
    return new HeldApplication("gone", Optional.empty(), true, "", Set.of(), Set.of(), "1");
  }

  private static AgentEvent done(Severity severity, String reason, String message, String name) {
    return new AgentEvent(severity, reason, message, Map.of("application", name));
  }

  /** Breaks when it is to create, and deletes. */
  private static final class Defective implements ApplicationTarget {
    @Override
    public Holdings holdings() {
      return new Holdings.Held(List.of());
    }

    @Override
    public Fit fit(Application application, String name) {
      return new Fit.Fits("");
    }

    @Override
    public Outcome create(Application application, String name) {
      throw new IllegalStateException("broken");
    }

    @Override
    public Outcome update(HeldApplication held, Application application) {
      return new Outcome.Done();
    }

    @Override
    public Outcome delete(HeldApplication held) {
      return new Outcome.Done();
    }

    @Override
    public Watch watch(Runnable changed) {
      return () -> {};
    }
  }
}
