package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.enrolment.World.HOLDER;
import static dev.runtimeagent.application.enrolment.World.refusal;
import static dev.runtimeagent.application.enrolment.World.timeout;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Issued;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Phase;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.TokenFate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolRuntimeTest {
  private final World world = new World();
  private final ConnectionConfiguration configuration = world.configuration();
  private final Life life = world.life();

  private EnrolmentOutcome enrol() {
    return life.enrol.run(configuration, HOLDER);
  }

  private static Stopped stopped(EnrolmentOutcome outcome) {
    assertThat(outcome).isInstanceOf(Stopped.class);
    return (Stopped) outcome;
  }

  private int tokenCalls() {
    return world.compass.script().calls().size();
  }

  @Test
  void aTokenGivesACredentialOfTheConfiguredRuntime() {
    var issued = (Issued) enrol();

    var generation = issued.generation();
    assertThat(generation.runtimeId()).isEqualTo(World.RUNTIME);
    assertThat(generation.tenant()).contains(World.TENANT);
    assertThat(generation.endpoints().connectorUrl()).isEqualTo(InMemoryCompass.SECURED_CONNECTOR);
    assertThat(generation.endpoints().directorUrl()).isEqualTo(InMemoryCompass.DIRECTOR);
    assertThat(world.store.credentials().content().orElseThrow().next()).contains(generation);
    assertThat(life.enrol.ledger().eligible(configuration)).isFalse();
  }

  @Test
  void everyPhaseIsJournaledBeforeTheNextStep() {
    enrol();

    assertThat(world.journal.entry().history())
        .extracting(e -> e.enrolment().orElseThrow().phase())
        .containsExactly(Phase.PREPARED, Phase.ASKED, Phase.SIGNING, Phase.STORED);
  }

  @Test
  void theAnswerIsJournaledBeforeTheSigningRequestIsSent() {
    enrol();

    assertThat(world.journal.entry().history())
        .extracting(e -> e.enrolment().orElseThrow())
        .filteredOn(e -> e.phase() == Phase.SIGNING)
        .singleElement()
        .matches(e -> e.answer().isPresent() && e.signed().isEmpty());
  }

  @Test
  void theJournalNeverHoldsTheConfiguredToken() {
    enrol();

    assertThat(world.journal.entry().history())
        .allSatisfy(e -> {
          var enrolment = e.enrolment().orElseThrow();
          assertThat(enrolment.askingToken()).isEmpty();
          assertThat(enrolment.answer().map(Connector.Configuration::token))
              .isNotEqualTo(Optional.of(configuration.token()));
        });
  }

  @Test
  void theJournalIsGoneOnceTheCredentialIsProven() {
    enrol();

    World.proven(life.prove.run(Takeover.NOTHING_KNOWN));

    assertThat(world.journal.entry().content()).isEmpty();
  }

  @Test
  void aKeyOfTheWishedAlgorithmIsMade() {
    world.compass.askForKeys("rsa4096");

    var issued = (Issued) enrol();

    assertThat(issued.generation().credential().privateKey().reveal()).contains("rsa4096");
  }

  @Nested
  class SendsNothing {
    @Test
    void ifTheCredentialCouldNotBeStored() {
      world.store.credentials().refuseWrites("the folder credentials is read-only");

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.NOTHING_SENT);
      assertThat(stopped.detail()).contains("the folder credentials is read-only");
      assertThat(tokenCalls()).isZero();
    }

    @Test
    void ifTheJournalCouldNotBeWritten() {
      world.journal.entry().refuseWrites("the disk is full");

      assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.NOTHING_SENT);
      assertThat(tokenCalls()).isZero();
    }

    @Test
    void ifTheJournalCannotBeRead() {
      world.journal.entry().makeUnreadable("permission denied");

      assertThat(stopped(enrol()).detail()).contains("permission denied");
      assertThat(tokenCalls()).isZero();
    }

    @Test
    void ifSomebodyElseWritesTheJournalMeanwhile() {
      assertThat(life.log.load()).isEmpty();
      world.journal.entry().beforeNextWrite(() -> world.journal.entry().put(JournalEntry.EMPTY));

      assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.NOTHING_SENT);
      assertThat(tokenCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "FORBIDDEN_BY_CALLER")
    void ifTheConnectorIsNotReached(Reason reason) {
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, World.unsent(reason));

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.NOTHING_SENT);
      assertThat(stopped.detail()).contains("compass.test").contains("the token was not used");
      assertThat(enrol()).isInstanceOf(Issued.class);
    }

    @Test
    void eachReasonHasItsOwnWords() {
      var details =
          Arrays.stream(Reason.values())
              .map(reason -> {
                world.compass.script().fail(CONFIGURATION_WITH_TOKEN, World.unsent(reason));
                return stopped(enrol()).detail();
              });

      assertThat(details).doesNotHaveDuplicates();
    }

    @Test
    void onceItWasAbandoned() throws InterruptedException {
      var arrived = new CountDownLatch(1);
      world
          .compass
          .script()
          .before(
              CONFIGURATION_WITH_TOKEN,
              () -> {
                arrived.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      var outcome = new AtomicReference<Optional<EnrolmentOutcome>>(Optional.empty());
      var runner = Thread.ofPlatform().start(() -> outcome.set(Optional.of(enrol())));
      arrived.await();

      assertThat(life.enrol.abandonUnlessSent()).isTrue();

      runner.join();
      assertThat(stopped(outcome.get().orElseThrow()).fate()).isEqualTo(TokenFate.NOTHING_SENT);
      assertThat(enrol()).isInstanceOf(Issued.class);
    }
  }

  @Test
  void anExchangeThatWasSentIsNotAbandoned() {
    var abandoned = new AtomicReference<>(true);
    world
        .compass
        .script()
        .alter(
            CONFIGURATION_WITH_TOKEN,
            answer -> {
              abandoned.set(life.enrol.abandonUnlessSent());
              return answer;
            });

    assertThat(enrol()).isInstanceOf(Issued.class);
    assertThat(abandoned.get()).isFalse();
  }

  @Nested
  class WhenTheTokenIsRefused {
    @Test
    void itIsRememberedAndTheKeyErased() {
      var unknown = World.configuration(SecretText.of("unknown"));

      var stopped = stopped(life.enrol.run(unknown, HOLDER));

      assertThat(stopped.fate()).isEqualTo(TokenFate.REFUSED);
      assertThat(stopped.detail())
          .contains("compass.test", "used, expired or unknown", "new token");
      var entry = world.journal.entry().content().orElseThrow();
      assertThat(entry.enrolment()).isEmpty();
      assertThat(life.enrol.ledger().eligible(unknown)).isFalse();
      assertThat(world.life().enrol.recover()).isEmpty();
    }

    @Test
    void anotherTokenIsTriedNevertheless() {
      stopped(life.enrol.run(World.configuration(SecretText.of("unknown")), HOLDER));

      assertThat(enrol()).isInstanceOf(Issued.class);
    }

    @Test
    void deletingTheConnectionDocumentForgives() {
      var unknown = World.configuration(SecretText.of("unknown"));
      stopped(life.enrol.run(unknown, HOLDER));

      life.enrol.forgiveTokens();

      assertThat(life.enrol.ledger().eligible(unknown)).isTrue();
      assertThat(world.journal.entry().content()).isEmpty();
    }

    @Test
    void refusalsOutliveTheProcess() {
      var unknown = World.configuration(SecretText.of("unknown"));
      stopped(life.enrol.run(unknown, HOLDER));

      var next = world.life();
      assertThat(next.enrol.recover()).isEmpty();

      assertThat(next.enrol.ledger().eligible(unknown)).isFalse();
    }
  }

  @Test
  void aLostAnswerToTheFirstRequestIsToldAsUnknown() {
    world.compass.script().lose(CONFIGURATION_WITH_TOKEN, timeout());

    var stopped = stopped(enrol());

    assertThat(stopped.fate()).isEqualTo(TokenFate.UNKNOWN);
    assertThat(stopped.detail()).contains("may be spent");
  }

  @Nested
  class WhenTheAnswerCannotBeUsed {
    @Test
    void aMissingDirectorUrlCostsNoToken() {
      world.compass.announce(
          Optional.of(InMemoryCompass.SECURED_CONNECTOR.toString()), Optional.empty());

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.IN_HAND);
      assertThat(stopped.detail()).contains("no Director URL");
      assertThat(world.compass.script().calls(SIGN_WITH_TOKEN)).isEmpty();
      world.compass.announce(
          Optional.of(InMemoryCompass.SECURED_CONNECTOR.toString()),
          Optional.of(InMemoryCompass.DIRECTOR.toString()));
      assertThat(enrol()).isInstanceOf(Issued.class);
    }

    @Test
    void theTokenInHandOutlivesTheProcess() {
      world.compass.announce(Optional.empty(), Optional.empty());
      stopped(enrol());
      stopped(enrol());
      world.compass.announce(
          Optional.of(InMemoryCompass.SECURED_CONNECTOR.toString()),
          Optional.of(InMemoryCompass.DIRECTOR.toString()));

      assertThat(world.life().enrol.run(configuration, HOLDER)).isInstanceOf(Issued.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://compass.test/director", "not a url", "https:///director", " "})
    void aUrlThatIsNotHttpsIsToldBeforeSigning(String url) {
      world.compass.announce(
          Optional.of(InMemoryCompass.SECURED_CONNECTOR.toString()), Optional.of(url));

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.IN_HAND);
      assertThat(stopped.detail()).contains("Director URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CN", "O=a,", "O=Org,OU=Unit"})
    void anUnusableSubjectIsToldBeforeSigning(String subject) {
      world.compass.askForSubject(_ -> subject);

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.IN_HAND);
      assertThat(stopped.detail()).contains("the subject");
      world.compass.askForSubject(id -> "O=a\\, b,OU=one,OU=two,CN=" + id);
      assertThat(enrol()).isInstanceOf(Issued.class);
    }
  }

  @Nested
  class WhenSigningFails {
    @Test
    void aRefusalIsTriedAgainWithTheSameToken() {
      world.compass.script().fail(SIGN_WITH_TOKEN, refusal());

      assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.IN_HAND);

      world.pass(Duration.ofSeconds(15));
      assertThat(enrol()).isInstanceOf(Issued.class);
      assertThat(world.compass.script().calls(CONFIGURATION_WITH_TOKEN)).hasSize(1);
    }

    @Test
    void threeRefusalsOverHalfAMinuteEndIt() {
      world.compass.script().failAlways(SIGN_WITH_TOKEN, refusal());
      assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.IN_HAND);
      world.pass(Duration.ofSeconds(15));
      assertThat(stopped(world.life().enrol.run(configuration, HOLDER)).fate())
          .isEqualTo(TokenFate.IN_HAND);
      world.pass(Duration.ofSeconds(15));

      var last = world.life();
      var stopped = stopped(last.enrol.run(configuration, HOLDER));

      assertThat(stopped.fate()).isEqualTo(TokenFate.SPENT);
      assertThat(stopped.detail()).contains("new token");
      assertThat(last.enrol.ledger().eligible(configuration)).isFalse();
      assertThat(world.journal.entry().content().flatMap(JournalEntry::enrolment)).isEmpty();
    }

    @Test
    void aLostAnswerEndsOnceTheTokenIsRefused() {
      world.compass.script().lose(SIGN_WITH_TOKEN, timeout());
      assertThat(stopped(enrol()).detail()).contains("may be spent");
      for (int i = 0; i < 2; i++) {
        world.pass(Duration.ofSeconds(20));
        assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.IN_HAND);
      }
      world.pass(Duration.ofSeconds(20));

      assertThat(stopped(enrol()).fate()).isEqualTo(TokenFate.SPENT);
    }

    @Test
    void anUnreachableConnectorIsTriedAgainSoon() {
      world.compass.script().fail(SIGN_WITH_TOKEN, World.unsent(Reason.NOT_CONNECTED));

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.STILL_IN_HAND);
      assertThat(stopped.detail()).doesNotContain("new token");
      assertThat(enrol()).isInstanceOf(Issued.class);
    }

    @Test
    void aCertificateForAnotherKeyIsToldAndNotStored() {
      world
          .compass
          .script()
          .<Connector.SignedCertificates>alter(
              SIGN_WITH_TOKEN,
              answer ->
                  new Connector.SignedCertificates(
                      foreignCertificate(), answer.caCertificate(), foreignCertificate()));

      var stopped = stopped(enrol());

      assertThat(stopped.fate()).isEqualTo(TokenFate.SPENT);
      assertThat(stopped.detail()).contains("another key", "new token");
      assertThat(world.journal.entry().content()).isEmpty();
      assertThat(world.store.credentials().content().orElseThrow().holdsCredential()).isFalse();
      assertThat(life.enrol.ledger().eligible(configuration)).isFalse();
    }

    private String foreignCertificate() {
      var text =
          FakeCertificates.credential(
                  "x", world.dial.now(), world.dial.now().plus(Duration.ofDays(1)))
              .certificate();
      return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
  }

  @Nested
  class WhenStoresFail {
    @Test
    void theAnswerIsStoredForThreeSecondsAndThenSignedWithout() {
      world
          .compass
          .script()
          .alter(
              CONFIGURATION_WITH_TOKEN,
              answer -> {
                world.journal.entry().refuseWrites("the disk is full");
                return answer;
              });
      var before = world.dial.now();

      assertThat(enrol()).isInstanceOf(Issued.class);

      assertThat(Duration.between(before, world.dial.now())).isEqualTo(Duration.ofSeconds(3));
      assertThat(life.events.reasons()).contains("AnswerNotStored");
    }

    @Test
    void aCredentialThatCannotBeStoredIsUsedAndStoredLater() {
      world
          .compass
          .script()
          .alter(
              SIGN_WITH_TOKEN,
              answer -> {
                world.store.credentials().refuseWrites("the disk is full");
                return answer;
              });

      assertThat(enrol()).isInstanceOf(Issued.class);
      World.proven(life.prove.run(Takeover.NOTHING_KNOWN));

      assertThat(life.custody.durabilityProblem()).contains("the disk is full");
      assertThat(life.custody.persist()).contains("the disk is full");
      world.store.credentials().recover();
      assertThat(life.custody.persist()).isEmpty();
      assertThat(world.store.credentials().content().orElseThrow().current())
          .isEqualTo(life.custody.current());
    }

    @Test
    void aCredentialThatOnlyTheJournalHoldsIsRecoveredAtStart() {
      world
          .compass
          .script()
          .alter(
              SIGN_WITH_TOKEN,
              answer -> {
                world.store.credentials().refuseWrites("the disk is full");
                return answer;
              });
      enrol();
      world.store.credentials().recover();

      var next = world.life();
      assertThat(next.enrol.recover()).isEmpty();

      World.proven(next.prove.run(Takeover.NOTHING_KNOWN));
      assertThat(world.journal.entry().content()).isEmpty();
    }
  }

  @Nested
  class WhenAJournalIsThere {
    private void leaveAnsweredJournal(Holder holder) {
      world.compass.script().fail(SIGN_WITH_TOKEN, World.unsent(Reason.NOT_CONNECTED));
      stopped(world.life().enrol.run(configuration, holder));
      world.compass.script().forgetCalls();
    }

    @Test
    void aYoungPhaseOfAnotherHolderIsLeftToIt() {
      leaveAnsweredJournal(Holder.amongOthers("pod-0"));

      var stopped = stopped(life.enrol.run(configuration, Holder.amongOthers("pod-1")));

      assertThat(stopped.fate()).isEqualTo(TokenFate.WITH_ANOTHER);
      assertThat(stopped.detail()).contains("pod-0");
      assertThat(tokenCalls()).isZero();
    }

    @Test
    void anOldPhaseOfAnotherHolderIsResumed() {
      leaveAnsweredJournal(Holder.amongOthers("pod-0"));
      world.pass(Duration.ofSeconds(35));

      assertThat(life.enrol.run(configuration, Holder.amongOthers("pod-1")))
          .isInstanceOf(Issued.class);
      assertThat(world.compass.script().calls(CONFIGURATION_WITH_TOKEN)).isEmpty();
    }

    @Test
    void aYoungPhaseIsResumedAtOnceIfItsWriterIsKnownToBeGone() {
      leaveAnsweredJournal(Holder.amongOthers("pod-0"));

      assertThat(life.enrol.run(configuration, new Holder("pod-1", "pod-0"::equals)))
          .isInstanceOf(Issued.class);
    }

    @Test
    void anotherTokenErasesIt() {
      leaveAnsweredJournal(HOLDER);
      var newer = world.configuration();

      assertThat(life.enrol.run(newer, HOLDER)).isInstanceOf(Issued.class);
      assertThat(world.compass.script().calls(CONFIGURATION_WITH_TOKEN)).hasSize(1);
    }

    @Test
    void itsKeyIsUsedForTheNextTokenIfCompassHasNotSeenIt() {
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, World.unsent(Reason.NOT_CONNECTED));
      enrol();

      life.enrol.run(world.configuration(), HOLDER);

      assertThat(world.journal.entry().history())
          .extracting(e -> e.enrolment().orElseThrow().key())
          .containsOnly(world.journal.entry().history().getFirst().enrolment().orElseThrow().key());
    }

    @Test
    void correctedIdsAreTakenWhenItIsResumed() {
      leaveAnsweredJournal(HOLDER);
      var corrected =
          new ConnectionConfiguration(
              configuration.connectorUrl(), configuration.token(), "runtime-2", "tenant-2");

      var issued = (Issued) life.enrol.run(corrected, HOLDER);

      assertThat(issued.generation().runtimeId()).isEqualTo("runtime-2");
    }

    @Test
    void tokensAreErasedAfterADay() {
      leaveAnsweredJournal(HOLDER);
      world.pass(Duration.ofHours(24));

      var stopped = stopped(life.enrol.run(configuration, HOLDER));

      assertThat(stopped.fate()).isEqualTo(TokenFate.SPENT);
      assertThat(world.journal.entry().content()).isEmpty();
    }
  }

  @Test
  void datesAreOnlyReported() {
    world
        .compass
        .script()
        .before(SIGN_WITH_TOKEN, () -> world.compass.signFor(Duration.ofSeconds(-5)));

    assertThat(enrol()).isInstanceOf(Issued.class);
    assertThat(life.events.reasons()).contains("CertificateDates");
  }

  @Test
  void nothingThatIsToldHoldsASecret() {
    world.compass.script().fail(SIGN_WITH_TOKEN, refusal());
    var told = stopped(enrol()).detail() + life.events.all();

    assertThat(told)
        .doesNotContain(configuration.token().reveal())
        .doesNotContain("RSA PRIVATE KEY")
        .doesNotContain("token-");
    assertThat(world.journal.entry().content().orElseThrow().toString())
        .doesNotContain("RSA PRIVATE KEY")
        .doesNotContain("token-");
  }
}
