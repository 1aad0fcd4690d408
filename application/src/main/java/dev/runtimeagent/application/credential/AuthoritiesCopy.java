package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Stored.Found;
import dev.runtimeagent.application.port.Stored.Missing;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import java.util.Optional;

/** The copy of Compass' CA certificates, which follows the credential and is never made empty. */
record AuthoritiesCopy(CredentialStore store) {

  Look repair(Optional<Generation> current) {
    var credential = current.map(Generation::credential);
    var known = credential.map(ClientCredential::authorities).orElse("");
    var there = store.loadAuthorities();
    // Those of a connection taken over are not known: what is there stays, and is not left missing.
    var wanted =
        known.isBlank() && there instanceof Missing<String>
            ? credential.map(ClientCredential::issuers).orElse("")
            : known;
    if (wanted.isBlank()
        || (there instanceof Found<String>(var content, _)
            && content.strip().equals(wanted.strip()))) {
      return new Look.Intact();
    }
    return switch (store.saveAuthorities(wanted)) {
      case Writing.Written _ ->
          new Look.Repaired("the copy of the CA certificates has been written anew");
      case Writing.Conflict _ ->
          new Look.Troubled("the copy of the CA certificates keeps changing");
      case Writing.Failed(var problem) -> new Look.Troubled(problem);
    };
  }
}
