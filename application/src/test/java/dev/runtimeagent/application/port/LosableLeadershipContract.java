package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Leadership.Term;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds beside where leadership can be waited for, and lost. */
public interface LosableLeadershipContract extends LeadershipContract {
  /** Has whoever leads lose it, as if it had been cut off from where leadership is kept. */
  void takeAway() throws Exception;

  @Test
  @Rule("D 8: Losing it means standby, never exit: a standby waits.")
  default void isWaitedFor() throws Exception {
    try (var first = Seeker.of(contender())) {
      var term = first.term();
      try (var second = Seeker.of(contender())) {
        assertThat(second.told()).isInstanceOf(String.class);

        term.close();

        assertThat(second.told()).isInstanceOf(Term.class);
      }
    }
  }

  @Test
  @Rule("Ports: Whoever is interrupted while waiting holds nothing.")
  default void isNotHadByWhoGaveUp() throws Exception {
    try (var first = Seeker.of(contender())) {
      var term = first.term();
      try (var second = Seeker.of(contender())) {
        second.told();
        second.giveUp();
      }
      term.close();

      try (var third = Seeker.of(contender())) {
        assertThat(third.told()).isInstanceOf(Term.class);
      }
    }
  }

  @Test
  @Rule("D 8: Losing it means standby: it is told, once.")
  default void isLostOnce() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      var lost = new Semaphore(0);
      seeker.term().onLost(lost::release);

      takeAway();

      assertThat(lost.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      seeker.term().close();
      assertThat(lost.availablePermits()).isZero();
    }
  }

  @Test
  @Rule("D 8: Losing it means standby: it is told however late one asks.")
  default void tellsWhoAsksLateThatItIsLost() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      var early = new Semaphore(0);
      var late = new Semaphore(0);
      seeker.term().onLost(early::release);
      takeAway();
      assertThat(early.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

      seeker.term().onLost(late::release);

      assertThat(late.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Rule("D 4.2: A phase younger than 35 s belongs to its writer, unless that is known to be gone.")
  default void isHadByAnotherWhoCannotKnowThatTheFormerIsGone() throws Exception {
    try (var first = Seeker.of(contender())) {
      var former = first.term().holder().id();
      takeAway();

      try (var second = Seeker.of(contender())) {
        assertThat(second.term().holder().mayStillBeAtWork(former)).isTrue();
      }
    }
  }
}
