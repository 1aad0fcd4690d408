package dev.runtimeagent.application.runtime;

import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import java.util.Optional;

/** The side of a Runtime where everything is that concerns the connection. */
public interface Home {
  /** Asked for once in a process, and by {@code run} only. */
  Leadership leadership();

  /**
   * Makes what a term of leadership works with. Each term has its own, since what another agent did
   * in between must be read and not remembered. Commands have one, too, and never lead.
   */
  Stores stores();

  /**
   * Who, beside the log, is to hear what operators are told. Asked for once, by {@code run} only;
   * it keeps nobody waiting.
   */
  default Optional<EventRecorder> events() {
    return Optional.empty();
  }

  /** What is kept. */
  record Stores(
      ConfigurationSource configuration,
      CredentialStore credentials,
      EnrolmentJournal journal,
      ConnectionDocuments documents) {}
}
