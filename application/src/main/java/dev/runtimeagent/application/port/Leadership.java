package dev.runtimeagent.application.port;

import java.util.Optional;
import java.util.function.Consumer;

/** For making sure that one agent at a time works on a Runtime. */
public interface Leadership {
  /**
   * Asks to lead, and waits while another does and may come to an end.
   *
   * @param waiting is told once that another leads, if so: a sentence that names it
   * @throws InterruptedException if the waiting thread was interrupted; nothing is held then
   */
  Attempt seek(Consumer<String> waiting) throws InterruptedException;

  /** Why it cannot be told who leads, while {@link #seek} waits for that; from any thread. */
  default Optional<String> doubt() {
    return Optional.empty();
  }

  /** What came of asking. */
  sealed interface Attempt {
    /**
     * The asker leads.
     *
     * @param term to be given back at the end
     */
    record Granted(Term term) implements Attempt {}

    /**
     * It does not, and waiting would not help.
     *
     * @param problem who leads, or what is wrong, and what to do
     */
    record Refused(String problem) implements Attempt {}
  }

  /** The time during which one agent leads. */
  interface Term extends AutoCloseable {
    /** Who leads in it. */
    Holder holder();

    /**
     * Has {@code lost} called once, from any thread, when leadership is lost, which may be long
     * over; never because the term was closed. Whoever is called must not keep the caller waiting.
     */
    void onLost(Runnable lost);

    /** Gives leadership back, so that another need not wait; without effect if it is lost. */
    @Override
    void close();
  }
}
