package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an enrolment tells, and what it keeps for another try. */
class EnrolmentTellsTest {
  private static final URI URL = URI.create("https://compass.test/connector");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final World world = new World();
  private final Life life = world.life();

  @Test
  void eachStepAsItHappens() {
    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(life.events.reasons())
        .containsExactly("KeyReady", "ExchangingToken", "CertificateIssued");
  }

  @Test
  void thatACredentialCouldNotBeStored() {
    world.fillStoreWhenSigned();

    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(life.events.all())
        .filteredOn(event -> event.reason().equals("CredentialNotStored"))
        .singleElement()
        .satisfies(
            event -> assertThat(event.details()).containsEntry("problem", "the disk is full"));
  }

  @Test
  void nothingIsUnderWayOnceItHasEnded() {
    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(life.enrol.abandonUnlessSent()).isTrue();
  }

  @Test
  void aKeyThatCompassHasNotSeenIsUsedForTheNextToken() {
    world.compass.script().fail(CONFIGURATION_WITH_TOKEN, World.refusal());
    life.enrol.run(world.configuration(), World.HOLDER);
    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(life.signingRequests.keysMade()).isEqualTo(1);
  }

  @Test
  void soIsOneThatCouldNotBeWrittenDown() {
    assertThat(life.enrol.recover()).isEmpty();
    world.journal.entry().beforeNextWrite(() -> world.journal.entry().refuseWrites("disk full"));
    life.enrol.run(world.configuration(), World.HOLDER);
    world.journal.entry().recover();
    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(life.signingRequests.keysMade()).isEqualTo(1);
  }

  @Test
  void aKeyIsMadeBeforeItsTokenComes() {
    life.enrol.expectToken();

    assertThat(life.signingRequests.keysMade()).isEqualTo(1);
  }

  @Test
  void whatAnEarlierLifeLeftMustBeReadable() {
    world.journal.entry().makeUnreadable("the journal is not YAML");
    assertThat(life.enrol.recover()).contains("the journal is not YAML");

    world.store.credentials().makeUnreadable("permission denied");
    assertThat(world.life().enrol.recover()).contains("permission denied");
  }

  @Test
  void aCredentialInCustodyThatIsProvenSettlesItsJournal() {
    life.enrol.run(world.configuration(), World.HOLDER);
    var entry = world.journal.entry().content().orElseThrow();
    World.proven(life.prove.run(Takeover.NOTHING_KNOWN));
    world.journal.entry().put(entry);

    assertThat(world.life().enrol.recover()).isEmpty();

    assertThat(world.journal.entry().content().flatMap(JournalEntry::enrolment)).isEmpty();
  }

  @Test
  void anotherCredentialInCustodySettlesNothing() {
    world.connected();
    world.journal.entry().put(StoredSamples.ENTRY);

    assertThat(world.life().enrol.recover()).isEmpty();

    assertThat(world.journal.entry().content()).contains(StoredSamples.ENTRY);
  }

  @Test
  void whatHappenedAndWhatToDoInWords() {
    assertThat(Explanation.givenUp(URL))
        .isEqualTo("the exchange was given up before anything was sent to compass.test");
    assertThat(Explanation.signingUnsent(URL, new Unsent<>(Unsent.Reason.NOT_CONNECTED, "refused")))
        .isEqualTo(
            "refused: check CONNECTOR_URL, proxy and firewall; the agent goes on by itself with the"
                + " token it was given for the next step");
    assertThat(Explanation.refusedInHand(URL, "HTTP 400"))
        .isEqualTo(
            "compass.test refused the token it gave for the next step (HTTP 400); it is tried"
                + " again, and if that lasts, put a new token into the configuration");
    assertThat(Explanation.tooOld(NOON))
        .startsWith("the exchange begun with this token at 2026-03-01T12:00:00Z was not completed");
    assertThat(Explanation.journalDamaged()).contains("is gone from the store; put a new token");
    assertThat(
            Explanation.noAnswerInHand(
                URL, new Failed<>(Failed.Kind.CUT, "cut off", Optional.empty())))
        .startsWith("cut off; the agent goes on by itself");
    assertThat(Explanation.wrongCertificate(URL, List.of("one", "two"))).contains("(one; two)");
    assertThat(Explanation.unusable(answer("")).orElseThrow())
        .startsWith("Compass asked for an unusable certificate: the subject is empty; tell the")
        .endsWith("goes on by itself with the token it was given for the next step");
    assertThat(Explanation.unusable(answer("CN=c"))).isEmpty();
  }

  private static Configuration answer(String subject) {
    return new Configuration(
        SecretText.of("t"),
        subject,
        "rsa2048",
        Optional.of("https://director.test/graphql"),
        Optional.of("https://connector.test/graphql"));
  }
}
