package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Runtime in memory. */
public final class InMemoryApplicationTarget implements ApplicationTarget {
  private final Map<String, HeldApplication> held = new TreeMap<>();
  private final Map<String, Application> contents = new HashMap<>();
  private final Map<String, String> unfit = new HashMap<>();
  private final Map<String, String> failing = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private Optional<String> unknown = Optional.empty();
  private boolean broken;
  private int version;

  /** Nothing can be said of the holdings until {@link #recover()}. */
  public synchronized void makeUnknown(String problem) {
    unknown = Optional.of(problem);
  }

  /** Every change of {@code name} fails until {@link #recover()}. */
  public synchronized void failAt(String name, String problem) {
    failing.put(name, problem);
  }

  /** {@code name} cannot be held, whatever is in it. */
  public synchronized void refuse(String name, String reason) {
    unfit.put(name, reason);
  }

  /** Every change stops half-way, and leaves it so, until {@link #recover()}. */
  public synchronized void breakWrites() {
    broken = true;
  }

  public synchronized void recover() {
    broken = false;
    unknown = Optional.empty();
    failing.clear();
    unfit.clear();
  }

  /** Puts in what somebody else made, or a former life of the agent. */
  public synchronized void put(HeldApplication application) {
    held.put(application.name(), application);
    contents.remove(application.name());
    watchers.forEach(Runnable::run);
  }

  /** Another deletes an Application. */
  public synchronized void remove(String name) {
    held.remove(name);
    contents.remove(name);
    watchers.forEach(Runnable::run);
  }

  /** Another changes an Application in what is ours. */
  public synchronized void spoil(String name) {
    var old = held.get(name);
    if (old == null) {
      throw new IllegalArgumentException("nothing is held as " + name);
    }
    contents.remove(name);
    held.put(
        name,
        new HeldApplication(
            name,
            old.applicationId(),
            old.owned(),
            "spoilt " + old.digest(),
            old.entries(),
            old.credentialBundles(),
            nextVersion()));
    watchers.forEach(Runnable::run);
  }

  /** Names of all that is held. */
  public synchronized Set<String> names() {
    return Set.copyOf(held.keySet());
  }

  /** What was last made of {@code name} through the port. */
  public synchronized Optional<Application> content(String name) {
    return Optional.ofNullable(contents.get(name));
  }

  /** Changes that were asked for, in order: {@code create NAME}, {@code update NAME}… */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized void forgetCalls() {
    calls.clear();
  }

  @Override
  public synchronized Holdings holdings() {
    return unknown
        .<Holdings>map(Holdings.Unknown::new)
        .orElseGet(() -> new Holdings.Held(List.copyOf(held.values())));
  }

  @Override
  public synchronized Fit fit(Application application, String name) {
    var reason = unfit.get(name);
    return reason == null ? new Fit.Fits(digest(application, name)) : new Fit.Unfit(reason);
  }

  @Override
  public synchronized Outcome create(Application application, String name) {
    calls.add("create " + name);
    var old = held.get(name);
    if (old != null && !old.digest().equals(digest(application, name))) {
      return new Outcome.Failed(name + " is there already");
    }
    return old != null ? new Outcome.Done() : write(application, name);
  }

  @Override
  public synchronized Outcome update(HeldApplication expected, Application application) {
    calls.add("update " + expected.name());
    if (!isStill(expected)) {
      return new Outcome.Failed(expected.name() + " was changed by another");
    }
    return expected.digest().equals(digest(application, expected.name()))
        ? new Outcome.Done()
        : write(application, expected.name());
  }

  @Override
  public synchronized Outcome delete(HeldApplication expected) {
    var name = expected.name();
    calls.add("delete " + name);
    var problem = failing.get(name);
    if (problem != null) {
      return new Outcome.Failed(problem);
    }
    if (held.containsKey(name) && !isStill(expected)) {
      return new Outcome.Failed(name + " was changed by another");
    }
    held.remove(name);
    contents.remove(name);
    return new Outcome.Done();
  }

  @Override
  public Watch watch(Runnable changed) {
    watchers.add(changed);
    return () -> watchers.remove(changed);
  }

  private boolean isStill(HeldApplication expected) {
    var now = held.get(expected.name());
    return now != null && now.version().equals(expected.version());
  }

  private Outcome write(Application application, String name) {
    var problem = failing.get(name);
    if (problem != null) {
      return new Outcome.Failed(problem);
    }
    contents.put(name, application);
    held.put(
        name,
        new HeldApplication(
            name,
            Optional.of(application.id()),
            true,
            (broken ? "half of " : "") + digest(application, name),
            entries(application),
            credentialBundles(application),
            nextVersion()));
    return broken
        ? new Outcome.Failed(name + " was written by half; the next synchronization goes on")
        : new Outcome.Done();
  }

  private String nextVersion() {
    return Integer.toString(++version);
  }

  private static Set<String> entries(Application application) {
    return application.bundles().stream()
        .flatMap(b ->
            Stream.concat(
                b.apis().stream().map(a -> b.id() + "/" + a.id()),
                b.events().stream().map(e -> b.id() + "/" + e.id())))
        .collect(Collectors.toSet());
  }

  private static Set<String> credentialBundles(Application application) {
    return application.bundles().stream()
        .filter(b -> !secrets(b).isEmpty())
        .map(Bundle::id)
        .collect(Collectors.toSet());
  }

  private static String digest(Application application, String name) {
    var secrets = application.bundles().stream().flatMap(b -> secrets(b).stream());
    return Sha256.hex(
        name + application + secrets.map(SecretText::reveal).collect(Collectors.joining("\0")));
  }

  private static List<SecretText> secrets(Bundle bundle) {
    return switch (bundle.auth().credential()) {
      case Auth.Credential.None _, Auth.Credential.Unsupported _ -> List.of();
      case Auth.Credential.Basic(var username, var password) -> List.of(username, password);
      case Auth.Credential.OAuth(var id, var secret, _) -> List.of(id, secret);
    };
  }
}
