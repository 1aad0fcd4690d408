package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The connection document in memory. Watchers hear of others' changes, not of the agent's own. */
public final class InMemoryConnectionDocuments implements ConnectionDocuments {
  private final InMemoryRecord<ConnectionDocument> document;
  private volatile Optional<Instant> otherAgentWrote = Optional.empty();
  private volatile boolean pruning;

  public InMemoryConnectionDocuments() {
    this(new InMemoryRecord<>());
  }

  private InMemoryConnectionDocuments(InMemoryRecord<ConnectionDocument> document) {
    this.document = document;
  }

  /** One of very many, which tells of its last write only. */
  public static InMemoryConnectionDocuments forgetful() {
    return new InMemoryConnectionDocuments(new InMemoryRecord<>(1));
  }

  /** What is kept, and its failures. */
  public InMemoryRecord<ConnectionDocument> document() {
    return document;
  }

  /** Another, an operator say, changes the document that is there. */
  public void edit(UnaryOperator<ConnectionDocument> change) {
    document.put(change.apply(document.content().orElseThrow()));
  }

  /** From now on the schema lets through the Go agent's fields only. */
  public void prune() {
    pruning = true;
  }

  /** The Go agent writes, which knows its own fields only. */
  public void otherAgentWrites(Instant at) {
    otherAgentWrote = Optional.of(at);
    document.put(stamped(document.content().orElse(StoredSamples.NEVER_CONNECTED).pruned()));
  }

  @Override
  public Stored<ConnectionDocument> read() {
    return document.read();
  }

  @Override
  public Writing write(ConnectionDocument newer, String expected) {
    return document.write(stamped(pruning ? newer.pruned() : newer), expected);
  }

  @Override
  public Writing delete() {
    var problem = document.problem();
    if (problem.isPresent()) {
      return new Writing.Failed(problem.get());
    }
    document.remove();
    return new Writing.Written(Writing.ABSENT);
  }

  @Override
  public Watch watch(Runnable changed) {
    return document.watch(changed);
  }

  private ConnectionDocument stamped(ConnectionDocument content) {
    return new ConnectionDocument(
        content.spec(), content.status(), content.approval(), otherAgentWrote);
  }
}
