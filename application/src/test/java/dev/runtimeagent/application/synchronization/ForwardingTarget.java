package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;

/** Another target but for what a test changes. */
abstract class ForwardingTarget implements ApplicationTarget {
  private final ApplicationTarget target;

  ForwardingTarget(ApplicationTarget target) {
    this.target = target;
  }

  @Override
  public Holdings holdings() {
    return target.holdings();
  }

  @Override
  public Fit fit(Application application, String name) {
    return target.fit(application, name);
  }

  @Override
  public Outcome create(Application application, String name) {
    return target.create(application, name);
  }

  @Override
  public Outcome update(HeldApplication held, Application application) {
    return target.update(held, application);
  }

  @Override
  public Outcome delete(HeldApplication held) {
    return target.delete(held);
  }

  @Override
  public Watch watch(Runnable changed) {
    return target.watch(changed);
  }
}
