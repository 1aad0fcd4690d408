package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leadership in memory: whoever shares a {@link Seat} contends for it, and waits while it is taken.
 */
public final class InMemoryLeadership implements Leadership {
  private final Seat seat;
  private final String id;

  public InMemoryLeadership(Seat seat, String id) {
    this.seat = seat;
    this.id = id;
  }

  @Override
  public Attempt seek(Consumer<String> waiting) throws InterruptedException {
    return new Attempt.Granted(seat.take(id, waiting));
  }

  /** What one at a time can have. */
  public static final class Seat {
    private final Set<String> gone = new HashSet<>();
    private Optional<SeatTerm> taken = Optional.empty();

    /** Whoever leads does so no more, and is told. */
    public void takeAway() {
      Optional<SeatTerm> former;
      synchronized (this) {
        former = taken;
        taken = Optional.empty();
        notifyAll();
      }
      former.ifPresent(SeatTerm::lose);
    }

    private SeatTerm take(String id, Consumer<String> waiting) throws InterruptedException {
      var leader = leader();
      leader.ifPresent(other -> waiting.accept(other + " leads"));
      synchronized (this) {
        while (taken.isPresent()) {
          wait();
        }
        gone.remove(id);
        var term = new SeatTerm(this, new Holder(id, Set.copyOf(gone)::contains));
        taken = Optional.of(term);
        return term;
      }
    }

    private synchronized Optional<String> leader() {
      return taken.map(term -> term.holder().id());
    }

    private synchronized void leave(SeatTerm term) {
      if (taken.filter(term::equals).isPresent()) {
        taken = Optional.empty();
        gone.add(term.holder().id());
        notifyAll();
      }
    }
  }

  private static final class SeatTerm implements Term {
    private final Seat seat;
    private final Holder holder;
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean lost;

    SeatTerm(Seat seat, Holder holder) {
      this.seat = seat;
      this.holder = holder;
    }

    @Override
    public Holder holder() {
      return holder;
    }

    @Override
    public void onLost(Runnable whenLost) {
      synchronized (this) {
        if (!lost) {
          listeners.add(whenLost);
          return;
        }
      }
      whenLost.run();
    }

    @Override
    public void close() {
      seat.leave(this);
    }

    private void lose() {
      List<Runnable> told;
      synchronized (this) {
        lost = true;
        told = List.copyOf(listeners);
      }
      told.forEach(Runnable::run);
    }
  }
}
