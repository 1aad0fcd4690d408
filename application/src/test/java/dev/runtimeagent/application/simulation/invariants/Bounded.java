package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the core keeps in memory depends on what there is, never on how long it has run. */
public final class Bounded extends Invariant {
  private static final int EVERY = 512;
  private static final int BASE = 2_500;
  private static final int PER_APPLICATION = 400;

  private static final Duration REMEMBERED = Duration.ofMinutes(65);
  private static final Duration JUST_NOW = Duration.ofSeconds(5);

  private final Footprint footprint = new Footprint();
  private Optional<StoredCredentials> before = Optional.empty();
  private int most;

  Bounded(World world) {
    super(world);
  }

  /** How many objects the core keeps now. */
  public int objects() {
    return footprint.of(world().life().orElseThrow().core());
  }

  /** Notes that the core keeps more than it did when all was as it is now. */
  public void expectAtMost(int objects) {
    var now = objects();
    if (now > objects) {
      broken("the core keeps %s objects where it kept no more than %s", now, objects);
    }
    world().invariants().check();
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("CredentialStore.save")) {
      before = stored();
    }
  }

  /** What lies beyond the rolling hour is forgotten when the account of losses is written. */
  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (!call.is("CredentialStore.save") || !(result instanceof Writing.Written)) {
      return;
    }
    var written = call.argument(StoredCredentials.class).losses();
    var now = world().clock().now();
    if (before.filter(b -> !b.losses().equals(written)).isPresent()
        && written.entries().stream().anyMatch(entry -> entry.at().isAfter(now.minus(JUST_NOW)))
        && written.entries().stream().anyMatch(entry -> entry.at().isBefore(now.minus(REMEMBERED)))
        && !world().happenings().tamperedSince(world().time().now().minus(REMEMBERED))) {
      broken("the account of losses keeps what is older than an hour");
    }
  }

  @Override
  protected void settled() {
    var there = Math.max(world().catalogue().listed().size(), world().held().size());
    // What was listed an hour ago may be remembered still, as absent or contested.
    most = Math.max(most, there);
    if (world().time().steps() % EVERY == 0) {
      var objects = objects();
      if (objects > BASE + PER_APPLICATION * most) {
        broken("the core keeps %s objects for %s Applications", objects, most);
      }
    }
    stored()
        .filter(c -> c.spentTokens().size() > 20 || c.losses().entries().size() > 400)
        .ifPresent(_ -> broken("the credential store grows without end"));
    world()
        .journal()
        .entry()
        .content()
        .filter(entry -> entry.refused().size() > 20)
        .ifPresent(_ -> broken("the journal grows without end"));
  }
}
