package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import java.util.List;
import java.util.Optional;

/** What a look at the credential store found, before anything is concluded from it. */
sealed interface Look {
  record Intact() implements Look {}

  record Repaired(String detail) implements Look {}

  /**
   * Well-formed credentials that are not ours; nothing was written.
   *
   * @param generations those that neither memory nor the store as we knew it holds
   * @param foreign another agent's credential, if it is in neither either
   */
  record Strange(List<Generation> generations, Optional<ClientCredential> foreign, String version)
      implements Look {
    public Strange {
      generations = List.copyOf(generations);
    }
  }

  record Troubled(String problem) implements Look {}
}
