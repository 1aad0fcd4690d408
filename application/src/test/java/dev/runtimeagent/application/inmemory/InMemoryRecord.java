package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One durable thing with versions, as every store keeps it, and the failures stores have. What is
 * done through {@link #put} and {@link #remove} is another's doing.
 */
public final class InMemoryRecord<T> {
  private final int remembered;
  private final Deque<T> history = new ArrayDeque<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private Optional<T> content = Optional.empty();
  private int version;
  private Optional<String> unreadable = Optional.empty();
  private Optional<String> damage = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private Optional<Runnable> intruder = Optional.empty();

  InMemoryRecord() {
    this(1000);
  }

  /**
   * Makes an empty one.
   *
   * @param remembered how many of the last writes {@link #history} tells
   */
  InMemoryRecord(int remembered) {
    this.remembered = remembered;
  }

  /** Reads fail, and so do writes, until {@link #recover()}. */
  public synchronized void makeUnreadable(String problem) {
    unreadable = Optional.of(problem);
  }

  /** Writes fail until {@link #recover()}. */
  public synchronized void refuseWrites(String problem) {
    refused = Optional.of(problem);
  }

  /** Another puts there what cannot be understood. */
  public synchronized void damage(String problem) {
    damage = Optional.of(problem);
    version++;
  }

  public synchronized void recover() {
    unreadable = Optional.empty();
    refused = Optional.empty();
  }

  /** Runs {@code intrusion} once, right before the next write looks at the version. */
  public synchronized void beforeNextWrite(Runnable intrusion) {
    intruder = Optional.of(intrusion);
  }

  /** The next write finds that somebody wrote the same content again in between. */
  public void conflictOnce() {
    beforeNextWrite(this::touch);
  }

  /** Another writes. */
  public void put(T other) {
    synchronized (this) {
      damage = Optional.empty();
      content = Optional.of(other);
      version++;
    }
    watchers.forEach(Runnable::run);
  }

  /** Another deletes. */
  public void remove() {
    synchronized (this) {
      damage = Optional.empty();
      content = Optional.empty();
      version++;
    }
    watchers.forEach(Runnable::run);
  }

  /** What is there, whatever failures are set. */
  public synchronized Optional<T> content() {
    return content;
  }

  /** What was written through the port, oldest first; of very many writes the last ones. */
  public synchronized List<T> history() {
    return List.copyOf(history);
  }

  synchronized Stored<T> read() {
    return unreadable
        .or(() -> damage)
        .<Stored<T>>map(Stored.Unreadable::new)
        .or(() -> content.map(c -> new Stored.Found<>(c, currentVersion())))
        .orElseGet(Stored.Missing::new);
  }

  synchronized Writing write(T newer, String expected) {
    intrude();
    var problem = problem();
    if (problem.isPresent()) {
      return new Writing.Failed(problem.get());
    }
    if (!expected.equals(currentVersion())) {
      return new Writing.Conflict();
    }
    return overwrite(newer);
  }

  synchronized Writing overwrite(T newer) {
    var problem = problem();
    if (problem.isPresent()) {
      return new Writing.Failed(problem.get());
    }
    damage = Optional.empty();
    history.add(newer);
    if (history.size() > remembered) {
      history.removeFirst();
    }
    content = Optional.of(newer);
    version++;
    return new Writing.Written(currentVersion());
  }

  synchronized Writing erase() {
    var problem = problem();
    if (problem.isPresent()) {
      return new Writing.Failed(problem.get());
    }
    damage = Optional.empty();
    content = Optional.empty();
    version++;
    return new Writing.Written(Writing.ABSENT);
  }

  synchronized Optional<String> problem() {
    return unreadable.or(() -> refused);
  }

  Watch watch(Runnable changed) {
    watchers.add(changed);
    return () -> watchers.remove(changed);
  }

  private synchronized void touch() {
    version++;
  }

  private void intrude() {
    var intrusion = intruder;
    intruder = Optional.empty();
    intrusion.ifPresent(Runnable::run);
  }

  private String currentVersion() {
    if (damage.isPresent()) {
      return Writing.DAMAGED;
    }
    return content.isPresent() ? Integer.toString(version) : Writing.ABSENT;
  }
}
