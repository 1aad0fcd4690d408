package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Stored.Found;
import dev.runtimeagent.application.port.Stored.Missing;
import dev.runtimeagent.application.port.Stored.Unreadable;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The one owner of the credentials in memory. Every change takes effect here first and is then
 * written in one save; a change that cannot be stored stays in memory and in use, and {@link
 * #persist} tries again. Safe for use by several threads; readers never wait for a store.
 */
public final class CredentialCustody {
  private static final int TRIES = 4;

  private final CredentialStore store;
  private final AuthoritiesCopy authorities;
  private final Clock clock;
  private volatile Held held = Held.NOT_LOADED;

  /** Of what somebody stored and is left there for now. */
  private Optional<String> leftVersion = Optional.empty();

  public CredentialCustody(CredentialStore store, Clock clock) {
    this.store = store;
    this.authorities = new AuthoritiesCopy(store);
    this.clock = clock;
  }

  /** What became of a credential that was not stored when its agent ceased to lead. */
  public sealed interface Legacy {
    /** The store has it, or there is none that it lacks. */
    record Kept() implements Legacy {}

    /** Whoever led meanwhile has another one, which is not touched. */
    record Overtaken() implements Legacy {}

    record Unstored(String problem) implements Legacy {}
  }

  /**
   * Reads the store, until that has succeeded once; afterwards memory is what counts, if it holds a
   * credential. While it does not, another agent may still store one.
   */
  public synchronized Loaded load() {
    if (!held.loaded() || held.isNothing()) {
      switch (store.load()) {
        case Found<StoredCredentials>(var content, var version) -> held = Held.of(content, version);
        case Missing<StoredCredentials> _ -> held = Held.of(StoredCredentials.NONE, Writing.ABSENT);
        case Unreadable<StoredCredentials>(var problem) -> {
          return new Loaded.Unreadable(problem);
        }
      }
    }
    var memory = held.memory();
    return memory.holdsCredential() ? new Loaded.Credentials(memory) : new Loaded.Nothing(memory);
  }

  /** Makes looks at the store cost little, until closed. */
  public Watch follow() {
    return store.follow();
  }

  /** What memory holds now. */
  public StoredCredentials stored() {
    return held.memory();
  }

  /** The generation in use. */
  public Optional<Generation> current() {
    return held.memory().current();
  }

  /** Why a restart would lose something; empty if everything is stored. */
  public Optional<String> durabilityProblem() {
    return held.problem();
  }

  /** Stores what is not stored yet; answers why that did not work. */
  public synchronized Optional<String> persist() {
    return held.problem().isEmpty() ? Optional.empty() : save();
  }

  /**
   * For an agent that leads no more: adds the credential that the store lacks as the next one, to
   * be proven by whoever leads, and overwrites nothing of what that one has stored since.
   */
  public synchronized Legacy bequeath() {
    var heir = held.unstored();
    if (heir.isEmpty()) {
      return new Legacy.Kept();
    }
    return switch (store.load()) {
      case Found<StoredCredentials>(var content, _) when Held.isIn(content, heir.get()) ->
          new Legacy.Kept();
      case Found<StoredCredentials>(var content, _) when held.isStrange(content) ->
          new Legacy.Overtaken();
      case Found<StoredCredentials>(var content, var version) ->
          bequeath(
              version.equals(held.version()) ? held.memory() : added(content, heir.get()), version);
      case Missing<StoredCredentials> _ -> bequeath(held.memory(), Writing.ABSENT);
      case Unreadable<StoredCredentials>(var problem) -> new Legacy.Unstored(problem);
    };
  }

  private Legacy bequeath(StoredCredentials all, String version) {
    return switch (store.save(all, version)) {
      case Writing.Written(var newer) -> {
        held = held.with(all).stored(newer);
        yield new Legacy.Kept();
      }
      case Writing.Conflict _ -> new Legacy.Unstored("somebody else writes the credential store");
      case Writing.Failed(var problem) -> new Legacy.Unstored(problem);
    };
  }

  private StoredCredentials added(StoredCredentials content, Generation heir) {
    var all = Slots.of(content).next(Optional.of(heir)).toCredentials();
    for (var spent : held.memory().spentTokens()) {
      all = all.spending(spent.token(), spent.at());
    }
    return all;
  }

  /** A dry run of a save: what would keep it from working, in words, or empty. */
  public Optional<String> rehearse() {
    return load() instanceof Loaded.Unreadable(var problem)
        ? Optional.of(problem)
        : store.rehearse();
  }

  /**
   * Takes in a credential that is issued and not proven yet, together with the token it cost.
   *
   * @return why it is not stored; it is in memory in any case
   */
  public Optional<String> stageNext(Generation next, Optional<TokenHash> spent) {
    var now = clock.now();
    return change(memory -> {
      var staged = Slots.of(memory).next(Optional.of(next)).toCredentials();
      return spent.map(token -> staged.spending(token, now)).orElse(staged);
    });
  }

  /** Gives up a credential that was never proven. */
  public Optional<String> dropNext() {
    return change(memory -> Slots.of(memory).next(Optional.empty()).toCredentials());
  }

  /**
   * Makes a proven generation, wherever it was, the current one and the former one previous, in one
   * save. A previous one of another runtime or tenant is dropped at once.
   */
  public Optional<String> promote(Generation proven) {
    var now = clock.now();
    var problem = change(memory -> Slots.of(memory).promote(proven, now).toCredentials());
    authorities.repair(current());
    return problem;
  }

  /** Uses other URLs for the current generation and keeps the former ones to fall back to. */
  public Optional<String> adoptEndpoints(Endpoints endpoints) {
    return changeCurrent(g ->
        g.endpoints().equals(endpoints)
            ? g
            : g.withEndpoints(endpoints, Optional.of(g.endpoints())));
  }

  /** The first synchronization has succeeded: runtime id and tenant are the generation's now. */
  public Optional<String> markBound() {
    return changeCurrent(Generation::asBound);
  }

  /** Takes a corrected runtime id and tenant, unless the generation is bound to its own. */
  public Optional<String> adoptIdentity(String runtimeId, Optional<String> tenant) {
    return change(memory -> Slots.of(memory).identify(runtimeId, tenant).toCredentials());
  }

  /** Remembers that a token is of no use any more. */
  public Optional<String> spend(TokenHash token) {
    var now = clock.now();
    return change(memory -> memory.spending(token, now));
  }

  public List<TokenLedger.Spent> spentTokens() {
    return held.memory().spentTokens();
  }

  public LossRecord losses() {
    return held.memory().losses();
  }

  /** Takes note of losses only if that is stored: without it they are not carried out. */
  public synchronized Optional<String> saveLosses(LossRecord losses) {
    var before = losses();
    var problem = change(memory -> memory.withLosses(losses));
    if (problem.isPresent() && held.loaded()) {
      held = held.with(held.memory().withLosses(before));
    }
    return problem;
  }

  /** Looks at the store and writes back what is certainly lost or damaged. */
  synchronized Look look() {
    if (load() instanceof Loaded.Unreadable(var problem)) {
      return new Look.Troubled(problem);
    }
    var now = clock.now();
    change(memory -> Slots.of(memory).withoutOld(now).toCredentials());
    var look =
        switch (store.load()) {
          case Found<StoredCredentials>(var content, var version) -> compare(content, version);
          case Missing<StoredCredentials> _ when held.memory().equals(StoredCredentials.NONE) ->
              new Look.Intact();
          case Missing<StoredCredentials> _ ->
              writeBack(Writing.ABSENT, "was gone and has been written back from memory");
          case Unreadable<StoredCredentials>(var problem)
              when held.memory().equals(StoredCredentials.NONE) ->
              new Look.Troubled(problem);
          case Unreadable<StoredCredentials>(var problem) ->
              writeBack(
                  Writing.DAMAGED,
                  "could not be read and has been written back from memory (" + problem + ")");
        };
    return look instanceof Look.Intact ? authorities.repair(current()) : look;
  }

  /** Takes over what somebody stored, of which {@code working} works. */
  synchronized void adopt(Generation working, String version) {
    var now = clock.now();
    leftVersion = Optional.empty();
    held =
        held.expecting(version)
            .with(
                Slots.of(held.memory())
                    .next(Optional.empty())
                    .promote(working, now)
                    .toCredentials());
    save();
    authorities.repair(current());
  }

  /** Writes ours over what somebody stored. */
  synchronized Optional<String> replace(String version) {
    leftVersion = Optional.empty();
    held = held.expecting(version);
    return save();
  }

  /** Notes that the store holds something else for now: nothing is saved until that changes. */
  synchronized void leave(String version, String problem) {
    leftVersion = Optional.of(version);
    held = held.troubledBy(problem);
  }

  private Look compare(StoredCredentials content, String version) {
    if (version.equals(held.version())) {
      return held.problem().isEmpty()
          ? new Look.Intact()
          : writeBack(version, "has been brought up to date");
    }
    if (held.isStrange(content)) {
      return new Look.Strange(held.strangers(content), held.strangeForeign(content), version);
    }
    return writeBack(version, "had been changed and has been written back from memory");
  }

  /**
   * Done even if the content means what memory does, since others may read it otherwise: a {@code
   * crt} that is none, say, or a key that is not PKCS#1. A store that is as we would write it is
   * not written, and keeps its version.
   */
  private Look writeBack(String version, String what) {
    held = held.expecting(version);
    return save()
        .<Look>map(Look.Troubled::new)
        .orElseGet(() ->
            held.version().equals(version)
                ? new Look.Intact()
                : new Look.Repaired("the credential store " + what));
  }

  private Optional<String> changeCurrent(UnaryOperator<Generation> change) {
    return change(memory -> Slots.of(memory).current(memory.current().map(change)).toCredentials());
  }

  private synchronized Optional<String> change(UnaryOperator<StoredCredentials> change) {
    if (!held.loaded()) {
      return Optional.of("the credential store has not been read yet");
    }
    var changed = change.apply(held.memory());
    if (changed.equals(held.memory()) && held.problem().isEmpty()) {
      return Optional.empty();
    }
    held = held.with(changed);
    return save();
  }

  private Optional<String> save() {
    if (isLeft()) {
      return held.problem();
    }
    for (int tries = 0; tries < TRIES; tries++) {
      switch (store.save(held.memory(), held.version())) {
        case Writing.Written(var version) -> {
          held = held.stored(version);
          return Optional.empty();
        }
        case Writing.Failed(var problem) -> {
          held = held.troubledBy(problem);
          return held.problem();
        }
        case Writing.Conflict _ -> {
          var trouble = readVersion();
          if (trouble.isPresent()) {
            held = held.troubledBy(trouble.get());
            return trouble;
          }
        }
      }
    }
    held = held.troubledBy("the credential store keeps being changed by somebody else");
    return held.problem();
  }

  /** Whether the store still is as it was left. */
  private boolean isLeft() {
    return leftVersion.isPresent()
        && store.load() instanceof Found<StoredCredentials>(_, var version)
        && leftVersion.get().equals(version);
  }

  /** Reads what came between; whoever put another credential there is not overwritten unseen. */
  private Optional<String> readVersion() {
    switch (store.load()) {
      case Found<StoredCredentials>(var content, var version) -> {
        if (held.isStrange(content)) {
          return Optional.of(
              "somebody put another credential into the credential store; it is tried before ours"
                  + " is written over it");
        }
        held = held.expecting(version);
      }
      case Missing<StoredCredentials> _ -> held = held.expecting(Writing.ABSENT);
      case Unreadable<StoredCredentials>(var problem) -> {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }
}
