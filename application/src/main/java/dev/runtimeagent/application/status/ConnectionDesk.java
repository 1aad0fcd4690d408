package dev.runtimeagent.application.status;

import dev.runtimeagent.application.Recurring;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the connection document: shows the latest that is known, and hears what operators ask for
 * in it. Works beside the supervising loop, so that a document that cannot be written never holds
 * anything up (design, 3).
 */
public final class ConnectionDesk {
  private static final int TRIES = 5;

  private final ConnectionDocuments documents;
  private final Recurring recurring;
  private final Clock clock;
  private final EventRecorder recorder;
  private final Listener listener;
  private final Edition edition = new Edition();

  private Optional<Circumstances> latest = Optional.empty();
  private Sight sight = Sight.UNREAD;
  private boolean raised;
  private boolean clearing;
  private Optional<String> approval = Optional.empty();
  private Optional<Endpoints> managementInfo = Optional.empty();
  private ConnectionTimes times = ConnectionTimes.NONE;
  private Optional<String> trouble = Optional.empty();
  private Optional<Instant> otherAgentWrote = Optional.empty();

  /** What this life knows of whether the document is there. */
  private enum Sight {
    /** It could not be read yet. */
    UNREAD,
    THERE,
    /** It is not there, which was told, and nobody has decided yet what follows. */
    MISSED,
    /** It is not there, and what follows is decided. */
    ABSENT
  }

  /** Who is told of what operators ask for. */
  public interface Listener {
    /**
     * The document is no more.
     *
     * @param seen whether it was there since it was opened; else it may never have been
     */
    void missing(boolean seen);

    void flagsRaised(boolean resync, boolean refreshCredentials);

    void lossesApproved();

    /** The Go agent wrote the document, at {@code at} by the store's clock, since it was opened. */
    void otherAgentWrote(Instant at);
  }

  public ConnectionDesk(
      ConnectionDocuments documents,
      Workers workers,
      Clock clock,
      EventRecorder recorder,
      Listener listener) {
    this.documents = documents;
    this.recurring =
        new Recurring(workers, recorder, "keeping the connection document", this::turn);
    this.clock = clock;
    this.recorder = recorder;
    this.listener = listener;
  }

  /** The document as an earlier life left it. */
  public Stored<ConnectionDocument> open() {
    var stored = documents.read();
    synchronized (this) {
      switch (stored) {
        case Stored.Found<ConnectionDocument>(var document, _) -> {
          sight = Sight.THERE;
          managementInfo = urls(document.spec());
          times = document.status().connection();
          otherAgentWrote = document.otherAgentWrote();
        }
        case Stored.Missing<ConnectionDocument> _ -> sight = Sight.ABSENT;
        case Stored.Unreadable<ConnectionDocument> _ -> sight = Sight.UNREAD;
      }
    }
    return stored;
  }

  /** Shows {@code circumstances}, soon; what was to be shown before is superseded. */
  public void show(Circumstances circumstances) {
    synchronized (this) {
      latest = Optional.of(circumstances);
    }
    look();
  }

  /** Clears the flags that were heard, with the next write, which is soon. */
  public void clearFlags() {
    synchronized (this) {
      clearing = true;
    }
    look();
  }

  /**
   * What follows from the document being no more is decided, and was given to be shown. Until then
   * nothing is written in its place: its absence is all that tells the next life of the wish.
   */
  public void missingHeard() {
    synchronized (this) {
      if (sight == Sight.MISSED) {
        sight = Sight.ABSENT;
      }
    }
    look();
  }

  /** Looks at the document, soon. */
  public void look() {
    recurring.ask();
  }

  /** The URLs in the document as they were last seen, if they are URLs. */
  public synchronized Optional<Endpoints> managementInfo() {
    return managementInfo;
  }

  /** What the document told of the connection when this life began. */
  public synchronized Takeover.Times times() {
    return new Takeover.Times(
        times.notBefore(), times.established(), times.acquired(), times.renewed());
  }

  /** The start time of the hold that was last approved, as an operator wrote it. */
  public synchronized Optional<String> approval() {
    return approval;
  }

  /** Returns when everything that was to be shown is shown, or cannot be. */
  public void awaitIdle() throws InterruptedException {
    recurring.awaitIdle();
  }

  private static Optional<Endpoints> urls(Spec spec) {
    try {
      var connector = new URI(spec.connectorUrl());
      var director = new URI(spec.directorUrl());
      return connector.getHost() == null || director.getHost() == null
          ? Optional.empty()
          : Optional.of(new Endpoints(connector, director));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private void turn() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var result =
          switch (documents.read()) {
            case Stored.Found<ConnectionDocument>(var document, var version) -> {
              edition.found(document, version);
              hear(document);
              yield write(Optional.of(document), version);
            }
            case Stored.Missing<ConnectionDocument> _ ->
                switch (missed()) {
                  case UNREAD -> missing(false);
                  case THERE -> missing(true);
                  case MISSED -> Optional.<Writing>empty();
                  case ABSENT -> write(Optional.empty(), Writing.ABSENT);
                };
            case Stored.Unreadable<ConnectionDocument>(var problem) -> {
              var written = write(Optional.empty(), Writing.DAMAGED);
              tell(Optional.of(written.map(w -> problem(problem, w)).orElse(problem)));
              yield written.filter(w -> !(w instanceof Writing.Failed));
            }
          };
      if (result.isEmpty()) {
        return;
      }
      switch (result.get()) {
        case Writing.Written _ -> {
          written();
          if (edition.isCertain()) {
            return;
          }
          // What is read now shows what is kept of it.
        }
        case Writing.Failed(var problem) -> {
          tell(Optional.of(problem));
          return;
        }
        case Writing.Conflict _ -> {
          // Somebody wrote in between: read it, hear it, and decide again.
        }
      }
    }
  }

  private static String problem(String reading, Writing writing) {
    return writing instanceof Writing.Failed(var problem) ? reading + "; " + problem : reading;
  }

  private synchronized void written() {
    // Where it could not be read, the next look still is the first.
    if (sight != Sight.UNREAD) {
      sight = Sight.THERE;
    }
    if (clearing) {
      clearing = false;
      raised = false;
    }
    tell(Optional.empty());
  }

  /** Notes that the document is not there, and says what was known before. */
  private synchronized Sight missed() {
    var before = sight;
    sight = before == Sight.ABSENT ? Sight.ABSENT : Sight.MISSED;
    return before;
  }

  /** What follows from this has to be decided before anything is written. */
  private Optional<Writing> missing(boolean seen) {
    listener.missing(seen);
    return Optional.empty();
  }

  private void hear(ConnectionDocument document) {
    boolean flags;
    boolean approved;
    Optional<Instant> other;
    synchronized (this) {
      // What was there when the document was first seen may be older than this life.
      other =
          document
              .otherAgentWrote()
              .filter(at -> sight != Sight.UNREAD && !otherAgentWrote.equals(Optional.of(at)));
      otherAgentWrote = document.otherAgentWrote();
      sight = Sight.THERE;
      var set = document.spec().resyncNow() || document.spec().refreshCredentialsNow();
      flags = set && !raised;
      raised = set;
      approved = document.approval().isPresent() && !document.approval().equals(approval);
      approval = document.approval();
      managementInfo = urls(document.spec());
    }
    other.ifPresent(listener::otherAgentWrote);
    if (flags) {
      listener.flagsRaised(document.spec().resyncNow(), document.spec().refreshCredentialsNow());
    }
    if (approved) {
      listener.lossesApproved();
    }
  }

  /** Writes what is known by now: what was known before it was read may be decided otherwise. */
  private Optional<Writing> write(Optional<ConnectionDocument> stored, String version) {
    var now = clock.now();
    var due = edition.due(toShow(), stored, clearing(), now);
    var writing = due.map(document -> documents.write(document, version));
    if (writing.isPresent() && writing.get() instanceof Writing.Written(var newer)) {
      edition.written(due.get(), newer, now);
    }
    return writing;
  }

  private synchronized Optional<Circumstances> toShow() {
    return latest;
  }

  private synchronized boolean clearing() {
    return clearing;
  }

  /** Tells of trouble with the document once, and once of its end. */
  private void tell(Optional<String> problem) {
    synchronized (this) {
      if (problem.equals(trouble)) {
        return;
      }
      trouble = problem;
    }
    recorder.record(
        problem
            .map(text ->
                new AgentEvent(
                    Severity.WARNING,
                    "DocumentNotWritten",
                    "the connection document could not be kept",
                    Map.of("problem", text)))
            .orElse(
                new AgentEvent(
                    Severity.INFO,
                    "DocumentWritten",
                    "the connection document is kept again",
                    Map.of())));
  }
}
