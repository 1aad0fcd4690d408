package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.JournalForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.util.Optional;

/**
 * The journal as a Secret beside the credential; there is one only while there is something to
 * remember.
 */
public final class KubernetesEnrolmentJournal implements EnrolmentJournal {
  private final KeptSecret<JournalEntry> secret;

  /**
   * The journal in a namespace.
   *
   * @param namespace that of the client certificate's Secret
   */
  public KubernetesEnrolmentJournal(KubernetesApi api, String namespace) {
    this.secret =
        new KeptSecret<>(
            api, new NamespacedName(namespace, JournalForm.NAME), _ -> true, JournalForm::read);
  }

  @Override
  public Stored<JournalEntry> load() {
    return secret.read();
  }

  @Override
  public Writing save(JournalEntry entry, String expected) {
    return entry.equals(JournalEntry.EMPTY)
        ? secret.delete(expected)
        : secret.write(JournalForm.entries(entry), expected);
  }

  @Override
  public Writing erase() {
    return secret.delete();
  }

  @Override
  public Optional<String> rehearse() {
    return secret.rehearse().or(secret::rehearseDeletion);
  }
}
