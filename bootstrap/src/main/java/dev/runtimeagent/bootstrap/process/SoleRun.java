package dev.runtimeagent.bootstrap.process;

/** For making sure that no two agents run on the same Runtime. */
public interface SoleRun {
  Attempt begin();

  /** Whether this process may run. */
  sealed interface Attempt {
    /**
     * It may.
     *
     * @param permit to be given back at the end
     */
    record Granted(Permit permit) implements Attempt {}

    /**
     * It may not.
     *
     * @param problem who runs, and what to do
     */
    record Refused(String problem) implements Attempt {}
  }

  /** The right to run, until closed. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }
}
