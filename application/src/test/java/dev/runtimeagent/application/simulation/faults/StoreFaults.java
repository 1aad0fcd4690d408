package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fault makes of a call to what is durable. */
final class StoreFaults {
  private final World world;

  StoreFaults(World world) {
    this.world = world;
  }

  static boolean concerns(Fault fault, PortCall call) {
    return switch (fault) {
      case WRITE_REFUSED, DISK_FULL -> call.writes() || call.name().endsWith(".rehearse/0");
      case WRITE_LATE -> call.writes();
      case CONFLICTS -> call.writes() && !call.name().equals("EnrolmentJournal.erase/0");
      case READ_FAILS ->
          call.is("CredentialStore.load")
              || call.is("CredentialStore.loadAuthorities")
              || call.is("EnrolmentJournal.load")
              || call.is("ConnectionDocuments.read");
      case TARGET_UNKNOWN -> call.is("ApplicationTarget.holdings");
      case TARGET_HALF_WRITTEN ->
          call.is("ApplicationTarget.create") || call.is("ApplicationTarget.update");
      default -> false;
    };
  }

  @Nullable Object around(Fault fault, PortCall call, PortCall.Real real) throws Exception {
    return switch (fault) {
      case WRITE_REFUSED -> failed(call, "the API server refused to update it (403)");
      case DISK_FULL -> failed(call, "no space left on device");
      case WRITE_LATE -> {
        real.call();
        yield failed(call, "no answer came within 10 s");
      }
      case CONFLICTS ->
          call.changesTarget()
              ? new Outcome.Failed("it was changed by another (409)")
              : new Writing.Conflict();
      case READ_FAILS -> new Stored.Unreadable<>("the API server answered 500");
      case TARGET_UNKNOWN -> new Holdings.Unknown("the API server answered 500");
      case TARGET_HALF_WRITTEN -> {
        var outcome = (Outcome) real.call();
        if (outcome instanceof Outcome.Done) {
          world.target().spoil(name(call));
          outcome = new Outcome.Failed("its Secret could not be written");
        }
        yield outcome;
      }
      default -> throw new IllegalArgumentException("no fault of a store: " + fault);
    };
  }

  private static String name(PortCall call) {
    return call.find(HeldApplication.class)
        .map(HeldApplication::name)
        .orElseGet(() -> call.argument(String.class));
  }

  private static Object failed(PortCall call, String problem) {
    if (call.name().endsWith(".rehearse/0")) {
      return Optional.of(problem);
    }
    return call.isOf(ApplicationTarget.class.getSimpleName())
        ? new Outcome.Failed(problem)
        : new Writing.Failed(problem);
  }
}
