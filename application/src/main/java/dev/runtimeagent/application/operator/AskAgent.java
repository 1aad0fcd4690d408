package dev.runtimeagent.application.operator;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.CompatibleTexts;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Leaves a wish in the connection document, where a running agent hears it, or the next one. */
public final class AskAgent {
  private static final int TRIES = 5;

  private final ConnectionDocuments documents;

  public AskAgent(ConnectionDocuments documents) {
    this.documents = documents;
  }

  /** What came of asking. */
  public sealed interface Answer {
    /**
     * The wish is in the document.
     *
     * @param told what happens next, in words
     */
    record Asked(String told) implements Answer {}

    /**
     * There is nothing to ask for.
     *
     * @param why in words
     */
    record Pointless(String why) implements Answer {}

    /**
     * The wish could not be written.
     *
     * @param problem what happened to which thing, and what to do
     */
    record Failed(String problem) implements Answer {}
  }

  /** Asks for a synchronization now. */
  public Answer resync() {
    return change(
        document -> flagged(document, true, document.spec().refreshCredentialsNow()),
        "the agent synchronizes at once, or when it runs next");
  }

  /** Asks for a new client certificate now. */
  public Answer rotate() {
    return change(
        document -> flagged(document, document.spec().resyncNow(), true),
        "the agent renews its certificate at once, or when it runs next");
  }

  /** Asks for a new connection with the configured token. */
  public Answer reconnect() {
    return switch (documents.delete()) {
      case Writing.Written _ ->
          new Answer.Asked(
              "the connection document is gone; the agent pairs anew if the configured token is"
                  + " unused, and keeps its certificate otherwise");
      case Writing.Conflict _ ->
          new Answer.Failed("the connection document keeps being changed; try again");
      case Writing.Failed(var problem) -> new Answer.Failed(problem);
    };
  }

  /** Approves of the losses that are held now, in a hold that ends with its agent. */
  public Answer approve() {
    return switch (documents.read()) {
      case Stored.Found<ConnectionDocument>(var document, _) ->
          CompatibleTexts.heldSince(document)
              .map(since -> approve(since, document))
              .orElseGet(() -> new Answer.Pointless("no losses are held"));
      case Stored.Missing<ConnectionDocument> _ -> missing();
      case Stored.Unreadable<ConnectionDocument>(var problem) -> new Answer.Failed(problem);
    };
  }

  private Answer approve(Instant since, ConnectionDocument seen) {
    var held =
        seen.status()
            .applications()
            .map(applications -> "losses of %d Applications".formatted(applications.held().count()))
            .orElse("the losses");
    return change(
        document ->
            new ConnectionDocument(
                document.spec(), document.status(), Optional.of(since.toString())),
        "%s, held since %s, are approved; an agent that starts only later holds them anew"
            .formatted(held, since));
  }

  private static ConnectionDocument flagged(
      ConnectionDocument document, boolean resync, boolean refreshCredentials) {
    var spec = document.spec();
    return new ConnectionDocument(
        new Spec(spec.connectorUrl(), spec.directorUrl(), resync, refreshCredentials),
        document.status(),
        document.approval());
  }

  private Answer change(UnaryOperator<ConnectionDocument> wish, String told) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      switch (documents.read()) {
        case Stored.Found<ConnectionDocument>(var document, var version) -> {
          switch (documents.write(wish.apply(document), version)) {
            case Writing.Written _ -> {
              return new Answer.Asked(told);
            }
            case Writing.Failed(var problem) -> {
              return new Answer.Failed(problem);
            }
            case Writing.Conflict _ -> {
              // The agent wrote its status in between: ask again.
            }
          }
        }
        case Stored.Missing<ConnectionDocument> _ -> {
          return missing();
        }
        case Stored.Unreadable<ConnectionDocument>(var problem) -> {
          return new Answer.Failed(problem);
        }
      }
    }
    return new Answer.Failed("the connection document keeps being changed; try again");
  }

  private static Answer missing() {
    return new Answer.Pointless("there is no connection yet: run the agent first");
  }
}
