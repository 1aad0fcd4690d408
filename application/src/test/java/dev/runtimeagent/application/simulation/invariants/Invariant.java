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

  /**
   * The promise is broken.
   *
   * @param how a sentence in which each {@code %s} stands for the next of {@code details}
   */
  protected final void broken(String how, Object... details) {
    var text = new StringBuilder(how);
    int from = 0;
    for (var detail : details) {
      var value = String.valueOf(detail);
      int at = text.indexOf("%s", from);
      text.replace(at, at + 2, value);
      from = at + value.length();
    }
    world.invariants().broken(this, text.toString());
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
