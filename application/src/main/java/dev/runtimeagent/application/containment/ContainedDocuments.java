package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;

/** Connection documents that always answer. */
public final class ContainedDocuments implements ConnectionDocuments {
  private final ConnectionDocuments documents;
  private final Containment containment;

  public ContainedDocuments(ConnectionDocuments documents, Containment containment) {
    this.documents = documents;
    this.containment = containment;
  }

  @Override
  public Stored<ConnectionDocument> read() {
    return containment.ask(
        "reading the connection document", documents::read, Stored.Unreadable::new);
  }

  @Override
  public Writing write(ConnectionDocument document, String expected) {
    return containment.ask(
        "writing the connection document",
        () -> documents.write(document, expected),
        Writing.Failed::new);
  }

  @Override
  public Writing delete() {
    return containment.ask(
        "deleting the connection document", documents::delete, Writing.Failed::new);
  }

  @Override
  public Watch watch(Runnable changed) {
    return containment.watch("watching the connection document", () -> documents.watch(changed));
  }
}
