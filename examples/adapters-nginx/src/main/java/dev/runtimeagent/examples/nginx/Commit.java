package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.examples.nginx.Gateway.Order;
import dev.runtimeagent.examples.nginx.Gateway.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Carries out several changes as one. Everything is written aside and looked at by nginx first.
 * Then the files take their places, the main file last; nginx takes them; files of what is gone go
 * at the end. Whatever this breaks off at, the main file names only what is there, and the next
 * look finds what nginx does not serve.
 */
final class Commit {
  private final Layout layout;
  private final Gateway.Settings settings;
  private final Nginx nginx;
  private final Gateway.State state;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, SecretText> written = new TreeMap<>();
  private final List<String> removed = new ArrayList<>();

  /** What nginx is to serve: digests by name. */
  private final Map<String, String> listing = new TreeMap<>();

  Commit(Layout layout, Gateway.Settings settings, Nginx nginx, Gateway.State state) {
    this.layout = layout;
    this.settings = settings;
    this.nginx = nginx;
    this.state = state;
    state
        .files()
        .forEach((name, found) -> {
          if (Marking.read(found.text().reveal()).isPresent()) {
            listing.put(name, found.digest());
          }
        });
  }

  /** Answers each order, or leaves it to whoever catches an exception. */
  void carryOut(List<Order> all) throws IOException, InterruptedException {
    all.forEach(this::decide);
    if (isServedAlready()) {
      answerAll(new Outcome.Done());
      return;
    }
    prepare();
    try {
      var refusal = refusalOfTheRest();
      if (refusal.isPresent()) {
        answerAll(new Outcome.Failed(refusal.get() + "; the old configuration goes on"));
      } else if (!orders.isEmpty() || !isServedAlready()) {
        publish();
      }
    } finally {
      clean();
    }
  }

  private void decide(Order order) {
    var name = order.name();
    switch (order.decision().on(Optional.ofNullable(state.files().get(name)))) {
      case Step.Refuse(var problem) -> order.outcome().complete(new Outcome.Failed(problem));
      case Step.Put(var text) -> {
        orders.put(name, order);
        var digest = Sha256.hex(text.reveal());
        listing.put(name, digest);
        var found = Optional.ofNullable(state.files().get(name));
        if (found.filter(f -> f.closed() && f.digest().equals(digest)).isEmpty()) {
          written.put(name, text);
        }
      }
      case Step.Remove() -> {
        orders.put(name, order);
        listing.remove(name);
        removed.add(name);
      }
    }
  }

  private boolean isServedAlready() {
    return written.isEmpty()
        && removed.stream().noneMatch(name -> state.files().containsKey(name))
        && state.main().filter(main -> main.digests().equals(listing)).isPresent();
  }

  private void prepare() throws IOException {
    PrivateFiles.makeFolder(layout.root(), true);
    PrivateFiles.makeFolder(layout.temporary(), true);
    PrivateFiles.makeFolder(layout.applications(), false);
    PrivateFiles.makeFolder(layout.candidate(), false);
    PrivateFiles.provide(layout.errors());
    clean();
    for (var entry : written.entrySet()) {
      PrivateFiles.write(layout.candidate(entry.getKey()), entry.getValue().reveal());
    }
  }

  /**
   * Has nginx look, and leaves out what it names as the fault, until it takes the rest. What is not
   * changed by us, but by another hand, is out until it is put back.
   */
  private Optional<String> refusalOfTheRest() throws IOException, InterruptedException {
    while (true) {
      PrivateFiles.write(
          layout.candidateMain(), main("-".repeat(36)).text(layout, settings, this::aside));
      var refusal = nginx.check(layout.candidateMain());
      if (refusal.isEmpty()) {
        return Optional.empty();
      }
      var culprit = refusal.get().file().map(Layout::nameOf).filter(listing::containsKey);
      if (culprit.isEmpty()) {
        return refusal.map(Nginx.Refusal::problem);
      }
      leaveOut(culprit.get(), refusal.get().problem());
    }
  }

  private void leaveOut(String name, String problem) {
    listing.remove(name);
    if (written.remove(name) != null) {
      Optional.ofNullable(state.files().get(name))
          .ifPresent(before -> listing.put(name, before.digest()));
    }
    Optional.ofNullable(orders.remove(name))
        .ifPresent(order ->
            order
                .outcome()
                .complete(new Outcome.Failed(problem + "; what was served before still is")));
  }

  private void publish() throws IOException, InterruptedException {
    for (var name : written.keySet()) {
      PrivateFiles.move(layout.candidate(name), layout.application(name));
    }
    PrivateFiles.sync(layout.applications());
    var main = main(UUID.randomUUID().toString());
    PrivateFiles.write(layout.candidateMain(), main.text(layout, settings, this::place));
    PrivateFiles.move(layout.candidateMain(), layout.main());
    PrivateFiles.sync(layout.root());
    var refusal = nginx.take(main.generation());
    if (refusal.isPresent()) {
      answerAll(new Outcome.Failed(refusal.get().problem()));
      return;
    }
    for (var name : removed) {
      Files.deleteIfExists(layout.application(name));
    }
    PrivateFiles.sync(layout.applications());
    answerAll(new Outcome.Done());
  }

  private void answerAll(Outcome outcome) {
    orders.values().forEach(order -> order.outcome().complete(outcome));
  }

  private MainFile main(String generation) {
    return new MainFile(generation, listing);
  }

  private String aside(String name) {
    return (written.containsKey(name) ? layout.candidate(name) : layout.application(name))
        .toString();
  }

  private String place(String name) {
    return layout.application(name).toString();
  }

  /** What was refused, or left by a process that was killed, holds credentials. */
  private void clean() throws IOException {
    try (var files = Files.newDirectoryStream(layout.candidate())) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
