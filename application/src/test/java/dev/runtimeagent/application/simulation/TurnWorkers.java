package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Work that takes turns with everything else that is to happen. */
final class TurnWorkers implements Workers {
  private final VirtualTime time;
  private final Lifeline life;
  private final Dice dice;
  private final Deque<Piece> underWay = new ArrayDeque<>();
  private int waiting;

  TurnWorkers(VirtualTime time, Lifeline life, Dice dice) {
    this.time = time;
    this.life = life;
    this.dice = dice;
  }

  private static final class Piece implements Handle {
    private boolean interrupted;

    @Override
    public void interrupt() {
      interrupted = true;
    }
  }

  @Override
  public Handle start(Runnable work) {
    var piece = new Piece();
    waiting++;
    time.at(
        time.now(),
        () -> {
          waiting--;
          life.turn(() -> carryOut(piece, work));
        });
    return piece;
  }

  /** Whether what waits now was interrupted, as a thread is. */
  boolean interrupted() {
    return underWay.stream().anyMatch(piece -> piece.interrupted);
  }

  /** Whether there is work that has not ended. */
  boolean busy() {
    return waiting > 0 || !underWay.isEmpty();
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> work) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < work.size(); i++) {
      order.add(dice.below(i + 1), i);
    }
    var results = new ArrayList<Optional<T>>(Collections.nCopies(work.size(), Optional.empty()));
    var failure = Optional.<RuntimeException>empty();
    for (var i : order) {
      try {
        results.set(i, Optional.of(work.get(i).call()));
      } catch (RuntimeException e) {
        failure = failure.or(() -> Optional.of(e));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    failure.ifPresent(e -> {
      throw e;
    });
    return results.stream().map(Optional::orElseThrow).toList();
  }

  private void carryOut(Piece piece, Runnable work) {
    underWay.push(piece);
    try {
      work.run();
    } finally {
      underWay.remove(piece);
    }
  }
}
