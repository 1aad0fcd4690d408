package dev.runtimeagent.application.port;

import dev.runtimeagent.application.status.ConnectionDocument;

/** For showing the truth about the connection to whoever looks, and hearing their wishes. */
public interface ConnectionDocuments {
  /** A present but unusable document is {@link Stored.Unreadable}, never {@link Stored.Missing}. */
  Stored<ConnectionDocument> read();

  /**
   * Writes the document; what others put into it beside our fields survives. Where the store's
   * schema knows the Go agent's fields only, ours are left out of what is read next, under the
   * version that this write gave: so whoever writes finds out.
   *
   * @param expected the version last read, or {@link Writing#ABSENT}
   */
  Writing write(ConnectionDocument document, String expected);

  /**
   * Deletes it, which asks the agent to connect anew.
   *
   * @return {@link Writing.Written} also if there was none
   */
  Writing delete();

  /** Calls {@code changed} within 2 s of a change or deletion, from any thread, until closed. */
  Watch watch(Runnable changed);
}
