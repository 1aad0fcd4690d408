package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.inmemory.CompassScript;
import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import java.time.Duration;

/** What the agent is about when its process ends. */
enum Scenario {
  /** The first token is exchanged, and everything synchronized. */
  ENROLMENT {
    @Override
    void prepare(World world) {
      new CatalogueChanges(world, world.dice()).fill(2);
    }

    @Override
    void happen(World world) {
      world.configureNewToken();
      world.start();
      pass(world);
    }
  },

  /** A certificate is renewed. */
  RENEWAL {
    @Override
    void prepare(World world) {
      connect(world, 2);
    }

    @Override
    void happen(World world) {
      world.faults().begin(Fault.REFRESH_ASKED, Duration.ZERO);
      pass(world);
    }
  },

  /**
   * A person puts a new token and deletes the connection document, to connect anew, while the
   * Runtime is being synchronized.
   */
  RECONNECTION {
    @Override
    void prepare(World world) {
      connect(world, 2);
    }

    @Override
    void happen(World world) {
      world
          .compass()
          .script()
          .before(
              CompassScript.Operation.APPLICATIONS,
              () -> {
                world.configureNewToken();
                world.wished(() -> world.documents().document().remove());
                world.pass(Duration.ofSeconds(2), world.life().orElseThrow());
              });
      pass(world);
    }

    @Override
    boolean isDone(World world) {
      return world.configuration().read() instanceof ConfigurationReading.Usable(var usable)
          && world
              .store()
              .credentials()
              .content()
              .filter(stored ->
                  stored.spentTokens().stream().anyMatch(s -> s.token().equals(usable.tokenHash())))
              .isPresent();
    }
  },

  /** Applications come, change, and change their names. */
  SYNCHRONIZATION {
    @Override
    void prepare(World world) {
      connect(world, 3);
    }

    @Override
    void happen(World world) {
      new CatalogueChanges(world, world.dice()).fill(5);
      var renamed = world.catalogue().listed().getFirst();
      world
          .catalogue()
          .put(
              new Application(
                  renamed.id(),
                  "renamed",
                  renamed.description(),
                  renamed.systemAuthIds(),
                  renamed.bundles()));
      pass(world);
    }
  },

  /** One Application goes at once; more are held, approved of, and go. */
  DELETION {
    @Override
    void prepare(World world) {
      connect(world, 8);
    }

    @Override
    void happen(World world) {
      removeFirst(world, 1);
      pass(world);
      removeFirst(world, 3);
      pass(world);
      world.faults().begin(Fault.LOSSES_APPROVED, Duration.ZERO);
      pass(world);
    }
  };

  private static final Duration STEP = Duration.ofSeconds(30);

  abstract void prepare(World world);

  abstract void happen(World world);

  /** Whether what was wished for has come to pass, beside what is so of every connection. */
  boolean isDone(World world) {
    return true;
  }

  private static void connect(World world, int applications) {
    new CatalogueChanges(world, world.dice()).fill(applications);
    world.configureNewToken();
    world.start();
    world.invariants().recovery().expect();
  }

  private static void removeFirst(World world, int count) {
    world.catalogue().listed().stream()
        .limit(count)
        .forEach(application -> world.catalogue().remove(application.id()));
  }

  private static void pass(World world) {
    world.time().runUntil(world.time().now().plus(STEP));
  }
}
