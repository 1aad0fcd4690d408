package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Leadership.Attempt;
import dev.runtimeagent.application.port.Leadership.Term;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What everything keeps to that lets one agent at a time work on a Runtime. */
@ExtendWith(Rules.class)
public interface LeadershipContract {
  /** Another contender for one and the same Runtime. */
  Leadership contender();

  @Test
  @Rule("D 8: One leads at a time; where nobody does, whoever asks.")
  default void isHadAtOnceWhereNobodyLeads() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      assertThat(seeker.told()).isInstanceOf(Term.class);
    }
  }

  @Test
  @Rule("D 9: A second one is told, naming the holder.")
  default void isHadByOneAtATimeAndTheSecondIsToldByWhom() throws Exception {
    try (var first = Seeker.of(contender())) {
      var leads = first.term().holder().id();

      try (var second = Seeker.of(contender())) {
        assertThat(second.told()).asString().contains(leads);
      }
    }
  }

  @Test
  @Rule("D 8: Released on SIGTERM.")
  default void isFreeOnceItWasGivenBack() throws Exception {
    try (var first = Seeker.of(contender())) {
      first.term().close();

      try (var second = Seeker.of(contender())) {
        assertThat(second.told()).isInstanceOf(Term.class);
      }
    }
  }

  @Test
  @Rule("D 8: One leads at a time: who gave it back takes it from nobody.")
  default void isGivenBackOnce() throws Exception {
    try (var first = Seeker.of(contender())) {
      var term = first.term();
      term.close();
      try (var second = Seeker.of(contender())) {
        second.term();

        term.close();

        try (var third = Seeker.of(contender())) {
          assertThat(third.told()).isInstanceOf(String.class);
        }
      }
    }
  }

  @Test
  @Rule("Ports: onLost never runs because the term was closed.")
  default void isNotLostByGivingItBack() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      seeker
          .term()
          .onLost(() -> {
            throw new AssertionError("not lost");
          });

      seeker.term().close();
    }
  }

  @Test
  @Rule("D 4.2: A phase younger than 35 s belongs to its writer, unless that is known to be gone.")
  default void knowsThatWhoGaveItBackIsGone() throws Exception {
    try (var first = Seeker.of(contender())) {
      var former = first.term().holder().id();
      first.term().close();

      try (var second = Seeker.of(contender())) {
        assertThat(second.term().holder().mayStillBeAtWork(former)).isFalse();
      }
    }
  }

  /** Seeks on a thread of its own, and leaves in the end. */
  final class Seeker implements AutoCloseable {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final Thread thread;
    private @Nullable Term term;

    private Seeker(Leadership leadership) {
      thread = Thread.ofVirtual().start(() -> seek(leadership));
    }

    public static Seeker of(Leadership leadership) {
      return new Seeker(leadership);
    }

    /** What it is told next: the {@link Term}, or a sentence why there is none. */
    public Object told() throws InterruptedException {
      var next = told.poll(30, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      if (next instanceof BrokenRule broken) {
        throw broken;
      }
      if (next instanceof Term granted) {
        term = granted;
      }
      return next;
    }

    /** The term it has, or will have. */
    public Term term() throws InterruptedException {
      while (term == null) {
        told();
      }
      return term;
    }

    /** Ends its waiting. */
    public void giveUp() {
      thread.interrupt();
      ended.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
      giveUp();
      for (var left = told.poll(); left != null; left = told.poll()) {
        if (left instanceof Term granted) {
          granted.close();
        }
      }
      var known = term;
      if (known != null) {
        known.close();
      }
    }

    private void seek(Leadership leadership) {
      try {
        told.add(
            switch (leadership.seek(told::add)) {
              case null -> new BrokenRule(Observed.ANSWERS, "seek answered null");
              case Attempt.Granted(var granted) -> granted;
              case Attempt.Refused(var problem) -> problem;
            });
      } catch (InterruptedException _) {
        // It was to give up.
      } catch (Throwable thrown) {
        told.add(Observed.thrown("seek", thrown));
      } finally {
        ended.complete(true);
      }
    }
  }
}
