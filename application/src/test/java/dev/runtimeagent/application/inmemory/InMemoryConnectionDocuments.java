package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import java.util.function.UnaryOperator;

/** The connection document in memory. Watchers hear of others' changes, not of the agent's own. */
public final class InMemoryConnectionDocuments implements ConnectionDocuments {
  private final InMemoryRecord<ConnectionDocument> document = new InMemoryRecord<>();

  /** What is kept, and its failures. */
  public InMemoryRecord<ConnectionDocument> document() {
    return document;
  }

  /** Another, an operator say, changes the document that is there. */
  public void edit(UnaryOperator<ConnectionDocument> change) {
    document.put(change.apply(document.content().orElseThrow()));
  }

  @Override
  public Stored<ConnectionDocument> read() {
    return document.read();
  }

  @Override
  public Writing write(ConnectionDocument newer, String expected) {
    return document.write(newer, expected);
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
}
