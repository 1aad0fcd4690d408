package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.simulation.Lifeline;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.SyncVerdict;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.util.List;

/**
 * When faults stop and there is a credential or token that Compass accepts, the Runtime is
 * synchronized within {@link #BOUND}, and nobody has to do anything.
 */
public final class Recovery extends Invariant {
  /** A token that was refused for a day is tried hourly; the rest is less. */
  public static final Duration BOUND = Duration.ofMinutes(130);

  /** With a credential that works: a renewal that failed often is tried hourly, all else sooner. */
  private static final Duration BOUND_WITH_CREDENTIAL = Duration.ofMinutes(70);

  Recovery(World world) {
    super(world);
  }

  /** Lets time pass without faults, and fails if that does not help although it could. */
  public void expect() {
    var bound = isPossible() && doesCredentialWork() ? BOUND_WITH_CREDENTIAL : BOUND;
    var possible = isPossible();
    var deadline = world().time().now().plus(bound);
    world().time().runUntil(deadline, this::hasHappened);
    if (possible && !hasHappened()) {
      broken("after %s without a fault the agent is not synchronized but %s", bound, state());
    }
    world().invariants().check();
  }

  /** The same where a person has put a new token and deleted the connection document. */
  public void expectByNewToken() {
    if (world().store().load() instanceof Stored.Unreadable<StoredCredentials>) {
      // What nobody can read is not concluded from; the document says so and asks for this.
      world().tamper(() -> world().store().credentials().remove());
    }
    world().configureNewToken();
    world().wished(() -> world().documents().document().remove());
    var deadline = world().time().now().plus(BOUND);
    world().time().runUntil(deadline, this::hasHappened);
    if (!hasHappened()) {
      broken("%s after a person put a new token the agent is %s", BOUND, state());
    }
    world().invariants().check();
  }

  /** Whether all is well, or only losses are held that a person may approve. */
  public boolean hasHappened() {
    return world()
        .life()
        .filter(life -> !life.isBusy())
        .flatMap(life -> life.supervisor().state())
        .map(this::isWell)
        .orElse(false);
  }

  /** Whether an agent that forgets nothing can come back by itself. */
  private boolean isPossible() {
    // What cannot be read is not concluded from, and no token is spent meanwhile (design, 3).
    var readable = !(world().store().load() instanceof Stored.Unreadable<StoredCredentials>);
    return readable && (doesCredentialWork() || isTokenGood());
  }

  private boolean doesCredentialWork() {
    return stored().stream()
        .flatMap(c -> c.inOrder().stream())
        .filter(g -> world().compass().recognises(g.credential().facts()))
        .anyMatch(this::leadsToCompass);
  }

  private boolean leadsToCompass(Generation generation) {
    return world().compass().serves(generation.endpoints())
        && generation.runtimeId().equals(World.RUNTIME);
  }

  /** A configured token that Compass would take, and that was never seen to fail. */
  private boolean isTokenGood() {
    if (!(world().configuration().read() instanceof ConfigurationReading.Usable(var usable))) {
      return false;
    }
    var hash = TokenHash.of(usable.token());
    return world().compass().accepts(usable.token()) && !isSpent(hash) && !isRefused(hash);
  }

  private boolean isSpent(TokenHash hash) {
    return stored().map(StoredCredentials::spentTokens).stream()
        .flatMap(List::stream)
        .anyMatch(s -> s.token().equals(hash));
  }

  private boolean isRefused(TokenHash hash) {
    return world().life().stream()
        .flatMap(life -> life.core().credentials().log().refused().stream())
        .anyMatch(r -> r.token().equals(hash));
  }

  private boolean isWell(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Synchronized _ -> true;
      case ConnectionState.Connected connected ->
          connected.last().filter(SyncVerdict.NotAllApplied.class::isInstance).isPresent()
              && connected.upkeep().duties().trouble().isEmpty()
              && isOnlyHeld();
      case ConnectionState.Unconfigured _, ConnectionState.Connecting _, ConnectionState.Lost _ ->
          false;
    };
  }

  private boolean isOnlyHeld() {
    return document()
        .flatMap(document -> document.status().applications())
        .filter(a -> a.heldSince().isPresent() && a.failed().count() == 0)
        .isPresent();
  }

  private String state() {
    return world()
        .life()
        .flatMap((Lifeline life) -> life.supervisor().state())
        .map(Recovery::shown)
        .orElse("not there");
  }

  private static String shown(ConnectionState state) {
    var text = String.valueOf(state);
    return text.substring(0, Math.min(text.length(), 1500));
  }
}
