package dev.runtimeagent.application.port;

import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Targets for {@link PlantedDefectsTest}: each has one defect, the first none. */
final class PlantedTargets {
  private PlantedTargets() {}

  /** As an outsider's test is who says all that can be said. */
  static class Sound extends Bare {
    @Override
    public void alterSecretOf(String name) {
      memory.spoil(name);
    }

    @Override
    public void putForeign(String name) {
      memory.put(
          new HeldApplication(name, Optional.empty(), false, "theirs", Set.of(), Set.of(), "0"));
    }

    @Override
    public Map<String, String> traces() {
      return held().values().stream()
          .collect(Collectors.toMap(HeldApplication::name, HeldApplication::version));
    }

    @Override
    public void breakWrites() {
      memory.breakWrites();
    }

    @Override
    public void mendWrites() {
      memory.recover();
    }
  }

  /** As an outsider's test is who says as little as possible. */
  static class Bare implements ApplicationTargetContract {
    final InMemoryApplicationTarget memory = new InMemoryApplicationTarget();

    @Override
    public ApplicationTarget open() {
      return new Target(this);
    }

    @Override
    public void alter(String name) {
      memory.spoil(name);
    }

    @Override
    public void takeAway(String name) {
      memory.remove(name);
    }

    Map<String, HeldApplication> held() {
      return ((ApplicationTarget.Holdings.Held) memory.holdings())
          .applications().stream()
              .collect(Collectors.toMap(HeldApplication::name, application -> application));
    }

    ApplicationTarget.Holdings holdings() {
      return memory.holdings();
    }

    ApplicationTarget.Outcome create(Application application, String name) {
      return memory.create(application, name);
    }

    ApplicationTarget.Outcome update(HeldApplication held, Application application) {
      return memory.update(held, application);
    }

    ApplicationTarget.Outcome delete(HeldApplication held) {
      return memory.delete(held);
    }
  }

  /** What {@link Bare} says is done, for whichever defect overrides it. */
  private record Target(Bare planted) implements ApplicationTarget {
    @Override
    public Holdings holdings() {
      return planted.holdings();
    }

    @Override
    public Fit fit(Application application, String name) {
      return planted.memory.fit(application, name);
    }

    @Override
    public Outcome create(Application application, String name) {
      return planted.create(application, name);
    }

    @Override
    public Outcome update(HeldApplication held, Application application) {
      return planted.update(held, application);
    }

    @Override
    public Outcome delete(HeldApplication held) {
      return planted.delete(held);
    }

    @Override
    public Watch watch(Runnable changed) {
      return planted.memory.watch(changed);
    }
  }

  static final class LosesWrites extends Sound {
    @Override
    ApplicationTarget.Outcome create(Application application, String name) {
      return new ApplicationTarget.Outcome.Done();
    }
  }

  static final class DeletesForeignThings extends Sound {
    @Override
    ApplicationTarget.Outcome delete(HeldApplication held) {
      held().keySet().stream().filter(n -> n.startsWith(held.name())).forEach(memory::remove);
      return new ApplicationTarget.Outcome.Done();
    }
  }

  static final class OverwritesForeignThings extends Sound {
    @Override
    ApplicationTarget.Outcome create(Application application, String name) {
      memory.remove(name);
      return memory.create(application, name);
    }
  }

  static final class WritesAlways extends Sound {
    @Override
    ApplicationTarget.Outcome update(HeldApplication held, Application application) {
      memory.spoil(held.name());
      return memory.update(Objects.requireNonNull(held().get(held.name())), application);
    }
  }

  static final class WritesByLooking extends Sound {
    @Override
    ApplicationTarget.Holdings holdings() {
      var before = memory.holdings();
      held().values().forEach(memory::put);
      held().keySet().forEach(memory::spoil);
      return before;
    }
  }

  static final class Throws extends Sound {
    @Override
    ApplicationTarget.Outcome update(HeldApplication held, Application application) {
      throw new IllegalStateException("no");
    }
  }

  static final class Babbles extends Sound {
    @Override
    ApplicationTarget.Outcome update(HeldApplication held, Application application) {
      throw new IllegalStateException(
          "cannot write", new IllegalArgumentException("password=secret-2"));
    }
  }

  static final class ExplainsTooMuch extends Sound {
    @Override
    ApplicationTarget.Outcome create(Application application, String name) {
      return memory.create(application, name) instanceof ApplicationTarget.Outcome.Failed
          ? new ApplicationTarget.Outcome.Failed(name + " is there, with the password secret-1")
          : new ApplicationTarget.Outcome.Done();
    }
  }

  static final class NeverReturns extends Sound {
    @Override
    ApplicationTarget.Outcome delete(HeldApplication held) {
      if (held().containsKey(held.name())) {
        return memory.delete(held);
      }
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return new ApplicationTarget.Outcome.Done();
    }
  }

  static final class TakesHalfForWhole extends Sound {
    @Override
    ApplicationTarget.Outcome create(Application application, String name) {
      memory.create(application, name);
      return new ApplicationTarget.Outcome.Done();
    }
  }
}
