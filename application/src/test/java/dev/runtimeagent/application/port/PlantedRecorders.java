package dev.runtimeagent.application.port;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Recorders with a defect each, which the contract has to find. */
final class PlantedRecorders {
  private PlantedRecorders() {}

  /** Keeps to everything. */
  static class Sound implements EventRecorderContract {
    final List<Object> told = new CopyOnWriteArrayList<>();

    @Override
    public EventRecorder open() {
      return new EventRecorder() {
        @Override
        public void record(AgentEvent event) {
          tell(event);
        }

        @Override
        public void bug(String doing, Throwable defect) {
          tellOf(doing, defect);
        }
      };
    }

    @Override
    public String toldUntil(String reason) {
      return told.toString();
    }

    @Override
    public void makeUnreachable() {}

    void tell(AgentEvent event) {
      told.add(event);
    }

    void tellOf(String doing, Throwable defect) {
      told.add(doing);
    }
  }

  static final class Drops extends Sound {
    @Override
    void tell(AgentEvent event) {}
  }

  static final class Babbles extends Sound {
    @Override
    void tellOf(String doing, Throwable defect) {
      told.add(defect);
    }
  }

  static final class Waits extends Sound {
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean reachable = true;

    @Override
    public void makeUnreachable() {
      reachable = false;
    }

    @Override
    void tell(AgentEvent event) {
      try {
        if (!reachable) {
          never.await();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static final class Throws extends Sound {
    @Override
    void tell(AgentEvent event) {
      if (event.details().containsKey("")) {
        throw new IllegalArgumentException("secret-1");
      }
    }
  }

  static final class FollowsCauses extends Sound {
    @Override
    void tellOf(String doing, Throwable defect) {
      if (defect.getCause() != null) {
        tellOf(doing, defect.getCause());
      }
    }
  }

  static final class SwallowsInterruptions extends Sound {
    @Override
    void tell(AgentEvent event) {
      var _ = Thread.interrupted();
    }
  }
}
