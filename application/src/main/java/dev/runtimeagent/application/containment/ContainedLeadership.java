package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A leadership whose terms come to an end. Only {@link #seek} is as the Runtime has it: to wait is
 * its purpose, it is ended by interruption, and what it throws ends a term and not the work.
 */
public final class ContainedLeadership implements Leadership {
  private final Leadership leadership;
  private final Containment containment;

  /**
   * Makes it.
   *
   * @param containment with little patience: probes of health and the end of the process wait
   */
  public ContainedLeadership(Leadership leadership, Containment containment) {
    this.leadership = leadership;
    this.containment = containment;
  }

  @Override
  public Attempt seek(Consumer<String> waiting) throws InterruptedException {
    return switch (leadership.seek(waiting)) {
      case Attempt.Granted(var term) -> new Attempt.Granted(new ContainedTerm(term));
      case Attempt.Refused refused -> refused;
    };
  }

  @Override
  public Optional<String> doubt() {
    return containment.ask("asking who leads", leadership::doubt, Optional::of);
  }

  private final class ContainedTerm implements Term {
    private final Term term;

    ContainedTerm(Term term) {
      this.term = term;
    }

    @Override
    public Holder holder() {
      return term.holder();
    }

    @Override
    public void onLost(Runnable lost) {
      containment.tell("listening whether leadership is lost", () -> term.onLost(lost));
    }

    @Override
    public void close() {
      containment.tell("giving leadership back", term::close);
    }
  }
}
