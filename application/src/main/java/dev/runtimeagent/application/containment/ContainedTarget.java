package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;

/** A target that always answers: an Application that brings harm is one that failed. */
public final class ContainedTarget implements ApplicationTarget {
  private final ApplicationTarget target;
  private final Containment containment;

  public ContainedTarget(ApplicationTarget target, Containment containment) {
    this.target = target;
    this.containment = containment;
  }

  @Override
  public Holdings holdings() {
    return containment.ask(
        "reading what the Runtime holds", target::holdings, Holdings.Unknown::new);
  }

  @Override
  public Fit fit(Application application, String name) {
    return containment.ask(
        "asking whether " + name + " fits", () -> target.fit(application, name), Fit.Unfit::new);
  }

  @Override
  public Outcome create(Application application, String name) {
    return containment.ask(
        "creating " + name, () -> target.create(application, name), Outcome.Failed::new);
  }

  @Override
  public Outcome update(HeldApplication held, Application application) {
    return containment.ask(
        "updating " + held.name(), () -> target.update(held, application), Outcome.Failed::new);
  }

  @Override
  public Outcome delete(HeldApplication held) {
    return containment.ask(
        "deleting " + held.name(), () -> target.delete(held), Outcome.Failed::new);
  }

  @Override
  public Watch watch(Runnable changed) {
    return containment.watch("watching what the Runtime holds", () -> target.watch(changed));
  }
}
