package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A promise. It bears the name of its class. */
public abstract class Invariant {
  private final World world;

  Invariant(World world) {
    this.world = world;
  }

  protected final World world() {
    return world;
  }

  /** What operators of the simulation see. */
  public final String name() {
    return getClass().getSimpleName();
  }

  /** The core is about to call a port. */
  protected void before(PortCall call) {}

  /** The core has called a port. */
  protected void after(PortCall call, @Nullable Object result) {}

  /** Something happened, and nothing of the agent is under way. */
  protected void settled() {}

  /** The promise is broken. */
  protected final void broken(String how, Object... details) {
    world.invariants().broken(this, how.formatted(details));
  }

  final Optional<StoredCredentials> stored() {
    return world.store().load() instanceof Stored.Found<StoredCredentials>(var content, _)
        ? Optional.of(content)
        : Optional.empty();
  }

  final Optional<ConnectionDocument> document() {
    return world.documents().read() instanceof Stored.Found<ConnectionDocument>(var content, _)
        ? Optional.of(content)
        : Optional.empty();
  }
}
