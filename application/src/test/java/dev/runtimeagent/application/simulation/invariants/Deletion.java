package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Catalogue;
import dev.runtimeagent.application.simulation.Listings.Missing;
import dev.runtimeagent.application.simulation.Listings.Pass;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.Contents;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is taken from the Runtime but what complete listings lack (two where pages were turned),
 * what is ours, and what the guard lets go; and never but in a proven synchronization.
 */
final class Deletion extends Invariant {
  private static final Duration FRESH = Duration.ofSeconds(62);
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);
  private static final double ABOUT = 0.95;
  private static final int SNAPSHOTS = 3;

  private final LossBudget budget;

  /** When an epoch was first written to be settled. */
  private final Map<String, Round> settling = new HashMap<>();

  private Round round = new Round("", "");

  /** The requests to a Director that make one synchronization. */
  private record Round(String host, String id) {
    boolean mayLoseWhatIsSettledBy(Round earlier) {
      return host.equals(earlier.host) && !id.equals(earlier.id);
    }
  }

  Deletion(World world) {
    super(world);
    this.budget = new LossBudget(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("ApplicationTarget.delete")) {
      mayBeDeleted(call.argument(HeldApplication.class));
    } else if (call.is("ApplicationTarget.update")) {
      mayBeUpdated(call.argument(HeldApplication.class), call.argument(Application.class));
    } else if (call.is("ApplicationTarget.create")) {
      isOperating();
    } else if (call.is("Director.applications")) {
      var access = call.argument(Director.Access.class);
      round = new Round(access.directorUrl().getHost(), access.requestId());
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("CredentialStore.save") && result instanceof Writing.Written) {
      var losses = call.argument(StoredCredentials.class).losses();
      if (losses.settled()) {
        settling.putIfAbsent(losses.epoch(), round);
      }
    }
  }

  private void mayBeDeleted(HeldApplication held) {
    isOperating();
    if (!held.owned()) {
      broken("%s is deleted, which is not ours", held.name());
    }
    var pass = freshPass();
    if (pass.isEmpty()) {
      broken("%s is deleted without a fresh complete listing", held.name());
      return;
    }
    var id = held.applicationId().orElse("");
    if (pass.get().applications().containsKey(id)) {
      isRenamed(held, id);
      return;
    }
    if (pass.get().turned()
        && world()
            .listings()
            .beforeLast()
            .filter(p -> !p.applications().containsKey(id))
            .isEmpty()) {
      broken("%s is deleted though only one turned listing lacks it", held.name());
    }
    isAllowed(held, id, pass.get());
  }

  private void isAllowed(HeldApplication held, String id, Pass pass) {
    if (world().otherAgent().isAtWork()) {
      broken("%s is deleted while another agent is at work", held.name());
    }
    isSettled(held, "is deleted", lackingSince(id));
    var leavesNone = pass.applications().isEmpty();
    if (isApproved(lackingSince(id)) || hasLasted(id, leavesNone)) {
      return;
    }
    if (leavesNone) {
      broken("the last Application is deleted at once");
    }
    budget.spend(LossBudget.Part.APPLICATIONS, List.of(id)).ifPresent(how -> broken(how));
    isAccountedFor();
  }

  /** A synchronization without losses settles an epoch; before, nothing goes but by approval. */
  private void isSettled(HeldApplication held, String what, Instant since) {
    var settled =
        stored()
            .map(StoredCredentials::losses)
            .filter(LossRecord::settled)
            .map(losses -> settling.getOrDefault(losses.epoch(), new Round("", "")))
            .filter(round::mayLoseWhatIsSettledBy)
            .isPresent();
    if (!settled && !isApproved(since)) {
      broken("%s %s in an epoch that is not settled", held.name(), what);
    }
  }

  /** Whether it was lacking for long enough in listing after listing. */
  private boolean hasLasted(String id, boolean leavesNone) {
    var guard = world().tuning().synchronization().guard();
    var hold = leavesNone ? guard.holdAll() : guard.hold();
    return world()
        .listings()
        .missing(id)
        .filter(m -> m.passes() >= SNAPSHOTS)
        .filter(m -> lasted(m) >= hold.toMillis() * ABOUT)
        .isPresent();
  }

  /** A leap of the clock may count, for a while that the guard bounds. */
  private long lasted(Missing missing) {
    return world().happenings().leaptSince(missing.since())
        ? Long.MAX_VALUE
        : Duration.between(missing.since(), world().time().now()).toMillis();
  }

  private void isAccountedFor() {
    var since = world().clock().now().minus(Duration.ofHours(1));
    var accounted =
        stored().stream()
            .flatMap(c -> c.losses().entries().stream())
            .filter(entry -> entry.at().isAfter(since))
            .mapToInt(LossRecord.Entry::applications)
            .sum();
    if (accounted < 1) {
      broken("an Application is deleted at once and not accounted for");
    }
  }

  private void isRenamed(HeldApplication held, String id) {
    var another =
        world().held().stream()
            .filter(h -> !h.name().equals(held.name()))
            .filter(h -> h.applicationId().equals(Optional.of(id)))
            .findFirst();
    if (another.isEmpty()) {
      broken("%s is deleted though Compass lists it", held.name());
    }
  }

  private void mayBeUpdated(HeldApplication held, Application wanted) {
    isOperating();
    if (held.applicationId().filter(wanted.id()::equals).isEmpty()) {
      if (!held.owned() && held.applicationId().isEmpty()) {
        broken("%s is written over, which is not ours", held.name());
      }
      if (held.owned()) {
        isSettled(held, "makes place for another", lackingSince(held.applicationId().orElse("")));
      }
      return;
    }
    var contents = Contents.of(wanted);
    var entries = lost(held.entries(), contents.entries());
    var credentials = lost(held.credentialBundles(), contents.credentialBundles());
    if (world().otherAgent().isAtWork() && !(entries.isEmpty() && credentials.isEmpty())) {
      broken("%s loses something while another agent is at work", held.name());
    }
    entries.forEach(entry -> wasLacking(held, Catalogue.entry(wanted.id(), entry)));
    credentials.forEach(bundle -> wasLacking(held, Catalogue.credential(wanted.id(), bundle)));
    entries.forEach(entry ->
        isSettled(held, "loses an entry", lackingPartSince(Catalogue.entry(wanted.id(), entry))));
    credentials.forEach(bundle ->
        isSettled(
            held,
            "loses a credential",
            lackingPartSince(Catalogue.credential(wanted.id(), bundle))));
    budget
        .spend(LossBudget.Part.ENTRIES, fresh(wanted.id(), entries, Catalogue::entry))
        .ifPresent(how -> broken(how));
    budget
        .spend(LossBudget.Part.CREDENTIALS, fresh(wanted.id(), credentials, Catalogue::credential))
        .ifPresent(how -> broken(how));
  }

  private void wasLacking(HeldApplication held, String part) {
    if (freshPass().isEmpty()) {
      broken("%s loses something without a fresh complete listing", held.name());
    }
    if (!world().catalogue().lacked(part, SEEN_WITHIN)) {
      broken("%s loses what Compass lists: %s", held.name(), part);
    }
  }

  private interface PartName {
    String of(String applicationId, String part);
  }

  /** Since when listing after listing lacks an Application. */
  private Instant lackingSince(String id) {
    return world().listings().missing(id).map(Missing::since).orElse(world().time().now());
  }

  private Instant lackingPartSince(String part) {
    return world().catalogue().absentSince(part).orElse(Instant.EPOCH);
  }

  /** Those that have not been lacking for long, and that nobody approved of. */
  private List<String> fresh(String id, Set<String> parts, PartName name) {
    var hold = world().tuning().synchronization().guard().hold().multipliedBy(9).dividedBy(10);
    return parts.stream()
        .map(part -> name.of(id, part))
        .filter(part -> !isApproved(lackingPartSince(part)))
        .filter(part ->
            world()
                .catalogue()
                .absentSince(part)
                .filter(since -> since.plus(hold).isAfter(world().time().now()))
                .isPresent())
        .toList();
  }

  private void isOperating() {
    var operating =
        world()
            .life()
            .flatMap(life -> life.supervisor().state())
            .filter(state ->
                switch (state) {
                  case ConnectionState.Connected _, ConnectionState.Synchronized _ -> true;
                  case ConnectionState.Unconfigured _,
                      ConnectionState.Connecting _,
                      ConnectionState.Lost _ ->
                      false;
                });
    if (operating.isEmpty()) {
      broken("the Runtime is changed without a connection");
    }
  }

  private Optional<Pass> freshPass() {
    return world()
        .listings()
        .last()
        .filter(_ ->
            Duration.between(world().listings().completed(), world().time().now()).compareTo(FRESH)
                <= 0);
  }

  /** Only what was lacking by then can have been approved. */
  private boolean isApproved(Instant since) {
    var asked =
        world().documents().document().content().flatMap(ConnectionDocument::approval).isPresent();
    var before = world().listings().beforeLast().map(Pass::at).orElse(Instant.EPOCH);
    return asked
        ? world().happenings().approvedAfter(since)
        : world().happenings().approvedRecently(since, before);
  }

  private static Set<String> lost(Set<String> held, Set<String> wanted) {
    var lost = new HashSet<>(held);
    lost.removeAll(wanted);
    return lost;
  }
}
