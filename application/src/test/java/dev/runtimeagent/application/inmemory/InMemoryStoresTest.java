package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConfigurationSourceContract;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.ConnectionDocumentsContract;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.CredentialStoreContract;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EnrolmentJournalContract;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.LosableLeadershipContract;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;

class InMemoryStoresTest {
  /** What is stored in a record, which may go wrong in its ways. */
  abstract static class OnARecord {
    abstract InMemoryRecord<?> record();

    public void damage() {
      record().damage("garbage");
    }

    public void makeUnreachable() {
      record().makeUnreadable("down");
    }

    public void makeReachable() {
      record().recover();
    }
  }

  @Nested
  class Credentials extends OnARecord implements CredentialStoreContract {
    private final InMemoryCredentialStore store = new InMemoryCredentialStore();

    @Override
    public CredentialStore open() {
      return store;
    }

    @Override
    InMemoryRecord<?> record() {
      return store.credentials();
    }
  }

  @Nested
  class Journal extends OnARecord implements EnrolmentJournalContract {
    private final InMemoryEnrolmentJournal journal = new InMemoryEnrolmentJournal();

    @Override
    public EnrolmentJournal open() {
      return journal;
    }

    @Override
    InMemoryRecord<?> record() {
      return journal.entry();
    }
  }

  @Nested
  class Documents extends OnARecord implements ConnectionDocumentsContract {
    final InMemoryConnectionDocuments documents = new InMemoryConnectionDocuments();

    @Override
    public ConnectionDocuments open() {
      return documents;
    }

    @Override
    InMemoryRecord<?> record() {
      return documents.document();
    }
  }

  @Nested
  class PrunedDocuments extends Documents {
    PrunedDocuments() {
      documents.prune();
    }

    @Override
    public ConnectionDocument kept(ConnectionDocument written) {
      return written.pruned();
    }
  }

  @Nested
  class Leading implements LosableLeadershipContract {
    private final InMemoryLeadership.Seat seat = new InMemoryLeadership.Seat();
    private int contenders;

    @Override
    public Leadership contender() {
      return new InMemoryLeadership(seat, "pod-" + contenders++);
    }

    @Override
    public void takeAway() {
      seat.takeAway();
    }
  }

  @Nested
  class Configuration implements ConfigurationSourceContract {
    private final InMemoryConfigurationSource source = new InMemoryConfigurationSource();

    @Override
    public ConfigurationSource source() {
      return source;
    }

    @Override
    public void configure(Map<String, String> entries) {
      source.set(
          ConfigurationReading.of(
              source.whereabouts(),
              entries.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, e -> SecretText.of(e.getValue())))));
    }

    @Override
    public void remove() {
      source.remove();
    }

    @Override
    public void makeUnreadable() {
      source.set(new ConfigurationReading.Unreadable(source.whereabouts(), "down"));
    }
  }

  @Nested
  class Target implements ApplicationTargetContract {
    private final InMemoryApplicationTarget target = new InMemoryApplicationTarget();

    @Override
    public ApplicationTarget open() {
      return target;
    }

    @Override
    public void alter(String name) {
      target.spoil(name);
    }

    @Override
    public void alterSecretOf(String name) {
      target.spoil(name);
    }

    @Override
    public void putForeign(String name) {
      target.put(
          new HeldApplication(name, Optional.empty(), false, "theirs", Set.of(), Set.of(), "0"));
    }

    @Override
    public Map<String, String> traces() {
      return everything().stream()
          .collect(Collectors.toMap(HeldApplication::name, HeldApplication::version));
    }

    @Override
    public void breakWrites() {
      target.breakWrites();
    }

    @Override
    public void mendWrites() {
      target.recover();
    }

    @Override
    public void takeAway(String name) {
      target.remove(name);
    }
  }
}
