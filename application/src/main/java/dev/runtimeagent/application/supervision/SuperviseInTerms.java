package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Supervises the connection whenever this agent leads, and stands by otherwise. Each term gets a
 * supervisor of its own, so that what another agent did in between is read and never remembered.
 * Losing leadership ends a term and not the work (design, 8).
 */
public final class SuperviseInTerms {
  /** Before another term, when one ended in a way that nobody thought of. */
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(15);

  private final Leadership leadership;
  private final Function<Holder, SuperviseConnection> supervisors;
  private final Pause pause;
  private final EventRecorder recorder;

  private volatile Stage stage = Stage.Seeking.ANSWER;
  private Optional<Thread> worker = Optional.empty();
  private Optional<SuperviseConnection> inCharge = Optional.empty();
  private boolean ending;

  /** Where the work stands. */
  public sealed interface Stage {
    /**
     * It was asked for leadership, and no answer has come.
     *
     * @param doubt why it cannot be told who leads; empty while that may only take its time
     */
    record Seeking(Optional<String> doubt) implements Stage {
      static final Seeking ANSWER = new Seeking(Optional.empty());
    }

    /**
     * Another agent leads.
     *
     * @param leader a sentence that names it
     */
    record Standby(String leader) implements Stage {}

    record Leading(SuperviseConnection supervisor) implements Stage {}

    /**
     * A term is over, and the credential it was given is not stored yet.
     *
     * @param problem what keeps it from that
     */
    record Storing(String problem) implements Stage {}
  }

  /**
   * Makes it.
   *
   * @param supervisors makes the supervisor of a term, which is used in no other
   */
  public SuperviseInTerms(
      Leadership leadership,
      Function<Holder, SuperviseConnection> supervisors,
      Pause pause,
      EventRecorder recorder) {
    this.leadership = leadership;
    this.supervisors = supervisors;
    this.pause = pause;
    this.recorder = recorder;
  }

  public Stage stage() {
    return switch (stage) {
      case Stage.Seeking _ -> new Stage.Seeking(leadership.doubt());
      case Stage.Standby standby ->
          leadership.doubt().<Stage>map(why -> new Stage.Seeking(Optional.of(why))).orElse(standby);
      case Stage.Leading leading -> leading;
      case Stage.Storing storing -> storing;
    };
  }

  /**
   * Works until {@link #end}, or until leadership is refused for good. A defect, of ours or of the
   * home, costs a term and not the work.
   *
   * @return why it is refused
   */
  public Optional<String> run() throws InterruptedException {
    try {
      while (goesOn()) {
        try {
          switch (leadership.seek(this::standBy)) {
            case Leadership.Attempt.Granted(var term) -> serve(term);
            case Leadership.Attempt.Refused(var problem) -> {
              return Optional.of(problem);
            }
          }
        } catch (OutOfMemoryError exhaustion) {
          // Whoever started this process starts it anew, with memory that nothing has used up.
          throw exhaustion;
        } catch (InterruptedException interruption) {
          throw interruption;
        } catch (Throwable defect) {
          stage = Stage.Seeking.ANSWER;
          recorder.bug("supervising the connection", defect);
          pause.hold(AFTER_DEFECT);
        }
      }
    } catch (InterruptedException interruption) {
      if (goesOn()) {
        throw interruption;
      }
    }
    return Optional.empty();
  }

  /**
   * Has {@link #run} return: at once while standing by; otherwise when what cannot be broken off is
   * finished and the term is given back. From any thread; it waits for nothing.
   */
  public synchronized void end() {
    ending = true;
    switch (stage) {
      case Stage.Leading _, Stage.Storing _ -> inCharge.ifPresent(SuperviseConnection::retire);
      case Stage.Seeking _, Stage.Standby _ -> worker.ifPresent(Thread::interrupt);
    }
  }

  /**
   * Whether {@link #run} has to return before the process may end, however long that takes: a token
   * or a credential would be lost otherwise (design, 4). All else may be broken off anywhere.
   */
  public boolean isIndispensable() {
    return switch (stage) {
      case Stage.Leading(var supervisor) -> supervisor.isIndispensable();
      case Stage.Storing _ -> true;
      case Stage.Seeking _, Stage.Standby _ -> false;
    };
  }

  private synchronized boolean goesOn() {
    worker = Optional.of(Thread.currentThread());
    return !ending;
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  private void standBy(String leader) {
    stage = new Stage.Standby(leader);
    tell(Severity.INFO, "Standby", "another agent leads, this one stands by", leader);
  }

  private void serve(Leadership.Term term) throws InterruptedException {
    try (term) {
      var supervisor = supervisors.apply(term.holder());
      if (lead(supervisor)) {
        term.onLost(() -> lose(supervisor));
        supervise(supervisor);
        // The next term remembers nothing of this one.
        supervisor.bequeath(this::isEnding, this::store);
      } else {
        // That was meant for waiting; the term has to be given back in peace.
        Thread.interrupted();
      }
    } finally {
      stage = Stage.Seeking.ANSWER;
    }
  }

  private static void supervise(SuperviseConnection supervisor) throws InterruptedException {
    try {
      supervisor.start();
      supervisor.run();
    } finally {
      supervisor.stop();
    }
  }

  private synchronized boolean lead(SuperviseConnection supervisor) {
    var waited = stage instanceof Stage.Standby;
    stage = new Stage.Leading(supervisor);
    inCharge = Optional.of(supervisor);
    tell(waited ? Severity.INFO : Severity.DEBUG, "Leading", "this agent leads now", "");
    return !ending;
  }

  private void store(String problem) {
    boolean begins;
    synchronized (this) {
      begins = !(stage instanceof Stage.Storing);
      stage = new Stage.Storing(problem);
    }
    if (begins) {
      recorder.record(
          new AgentEvent(
              Severity.WARNING,
              "CredentialKeptInMemory",
              "the credential is not stored, and is kept in memory until it is",
              Map.of("problem", problem)));
    }
  }

  private void lose(SuperviseConnection supervisor) {
    supervisor.retire();
    tell(
        Severity.WARNING,
        "LeadershipLost",
        "leadership is lost: what was sent is finished, nothing new is begun",
        "");
  }

  private void tell(Severity severity, String reason, String message, String detail) {
    recorder.record(
        new AgentEvent(
            severity, reason, message, detail.isEmpty() ? Map.of() : Map.of("leader", detail)));
  }
}
