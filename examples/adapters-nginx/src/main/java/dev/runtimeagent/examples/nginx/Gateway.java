package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one gateway of this machine. Changes that come while one is carried out are carried out
 * together after it: nginx reads everything anew each time. It remembers nothing.
 */
final class Gateway {
  private final Layout layout;
  private final Settings settings;
  private final Nginx nginx;
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /** How it is set up. */
  record Settings(int port, Path folder, Path program, Path caFile, List<String> resolvers) {}

  /**
   * A file of an Application.
   *
   * @param digest of its text
   * @param closed whether it is its owner's alone
   */
  record Found(SecretText text, String digest, boolean closed) {}

  /**
   * What is there.
   *
   * @param main what nginx serves, as far as it is what we would write; absent if nothing
   */
  record State(Map<String, Found> files, Optional<MainFile> main) {
    boolean isServed(String name, Found found) {
      return found.closed()
          && main.filter(m -> found.digest().equals(m.digests().get(name))).isPresent();
    }
  }

  /** Decides by what is there what becomes of one Application. */
  @FunctionalInterface
  interface Decision {
    Step on(Optional<Found> found);
  }

  /** What becomes of one Application. */
  sealed interface Step {
    record Put(SecretText text) implements Step {}

    record Remove() implements Step {}

    record Refuse(String problem) implements Step {}
  }

  /** A change that somebody waits for. */
  record Order(String name, Decision decision, CompletableFuture<Outcome> outcome) {}

  Gateway(Settings settings, Pause pause) {
    this.settings = settings;
    this.layout = new Layout(settings.folder());
    this.nginx = new Nginx(settings.program(), settings.port(), layout, pause);
  }

  Layout layout() {
    return layout;
  }

  /** Looks at every file, and asks nginx. */
  State state() throws IOException {
    var files = new TreeMap<String, Found>();
    if (Files.isDirectory(layout.applications())) {
      try (var entries = Files.newDirectoryStream(layout.applications(), "*.conf")) {
        for (var entry : entries) {
          find(entry).ifPresent(found -> files.put(Layout.nameOf(entry), found));
        }
      }
    }
    return new State(files, written().filter(main -> nginx.isServing(main.generation())));
  }

  boolean isRunning() throws IOException {
    return nginx.master().isPresent();
  }

  /** Carries out a change, perhaps together with others, and answers what came of it. */
  Outcome change(String name, Decision decision) {
    var order = new Order(name, decision, new CompletableFuture<>());
    orders.add(order);
    turn.lock();
    try {
      // Whoever had the turn before may have done this, too.
      while (!order.outcome().isDone()) {
        carryOutAll();
      }
      return order.outcome().join();
    } finally {
      turn.unlock();
    }
  }

  private void carryOutAll() {
    var batch = new LinkedHashMap<String, Order>();
    var later = new ArrayList<Order>();
    for (var next = orders.poll(); next != null; next = orders.poll()) {
      if (batch.putIfAbsent(next.name(), next) != null) {
        later.add(next);
      }
    }
    orders.addAll(later);
    var problem = "a defect of the nginx adapter";
    try {
      new Commit(layout, settings, nginx, state()).carryOut(List.copyOf(batch.values()));
    } catch (IOException e) {
      problem = "cannot change " + layout.root() + ": " + e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      problem = "the agent was told to end";
    } finally {
      for (var order : batch.values()) {
        order.outcome().complete(new Outcome.Failed(problem));
      }
    }
  }

  private Optional<MainFile> written() throws IOException {
    var text = PrivateFiles.read(layout.main());
    return text.flatMap(MainFile::read)
        .filter(main -> text.get().equals(main.text(layout, settings, this::place)));
  }

  private String place(String name) {
    return layout.application(name).toString();
  }

  private static Optional<Found> find(Path file) throws IOException {
    var text = PrivateFiles.read(file);
    return text.isEmpty()
        ? Optional.of(new Found(SecretText.of(""), "", false))
        : Optional.of(
            new Found(
                SecretText.of(text.get()), Sha256.hex(text.get()), PrivateFiles.isPrivate(file)));
  }
}
