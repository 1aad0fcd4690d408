package dev.runtimeagent.application.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Tuning;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.connection.Findings;
import dev.runtimeagent.domain.connection.Moment;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a document that is deleted, in whatever order desk and loop take their turns. */
class ConnectionDeskTest {
  private static final ConfigurationReading NONE = new ConfigurationReading.Missing("the Secret");
  private static final ConfigurationReading USABLE =
      new ConfigurationReading.Usable(World.configuration(SecretText.of("fresh")));

  private final Dial dial = Dial.atNoon();
  private final InMemoryConnectionDocuments documents = new InMemoryConnectionDocuments();
  private final List<Boolean> missing = new ArrayList<>();
  private Runnable afterNextRead = () -> {};
  private final ConnectionDesk desk =
      new ConnectionDesk(
          new Watched(), new DirectWorkers(), dial, new RecordedEvents(), new Heard());

  @BeforeEach
  void deleteWhatIsShown() {
    documents.document().put(StoredSamples.NEVER_CONNECTED);
    var _ = desk.open();
    desk.show(found(NONE));
    documents.document().remove();
    desk.look();
  }

  @Test
  void isToldOfOnce() {
    desk.look();
    assertThat(missing).containsExactly(true);
  }

  @Test
  void isNotWrittenUntilItIsDecidedWhatFollows() {
    desk.show(found(NONE));
    assertThat(documents.document().content()).isEmpty();

    desk.missingHeard();
    assertThat(documents.document().content()).isPresent();
  }

  @Test
  void isNotWrittenAsItWasBeforeThatWasDecided() {
    afterNextRead =
        () -> {
          desk.show(found(USABLE));
          desk.missingHeard();
        };
    desk.look();
    assertThat(documents.document().content()).isEmpty();
  }

  /** What is so at a start with that configuration and nothing else. */
  private Circumstances found(ConfigurationReading configuration) {
    var machine =
        new ConnectionMachine(Tuning.with(Duration.ofSeconds(20), Duration.ofHours(24)).policy());
    var findings =
        new Findings(
            configuration,
            TokenLedger.EMPTY,
            Optional.empty(),
            false,
            Optional.empty(),
            false,
            false);
    return new Circumstances(
        machine.begin(findings, new Moment(dial.now(), 0)).state(),
        Chronicle.EMPTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The documents, where something happens right after they were read. */
  private final class Watched implements ConnectionDocuments {
    @Override
    public Stored<ConnectionDocument> read() {
      var stored = documents.read();
      var happening = afterNextRead;
      afterNextRead = () -> {};
      happening.run();
      return stored;
    }

    @Override
    public Writing write(ConnectionDocument document, String version) {
      return documents.write(document, version);
    }

    @Override
    public Writing delete() {
      return documents.delete();
    }

    @Override
    public Watch watch(Runnable changed) {
      return documents.watch(changed);
    }
  }

  private final class Heard implements ConnectionDesk.Listener {
    @Override
    public void missing(boolean seen) {
      missing.add(seen);
    }

    @Override
    public void flagsRaised(boolean resync, boolean refreshCredentials) {}

    @Override
    public void lossesApproved() {}

    @Override
    public void otherAgentWrote(Instant at) {}
  }
}
