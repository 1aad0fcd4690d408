package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.enrolment.World.HOLDER;
import static dev.runtimeagent.application.enrolment.World.refusal;
import static dev.runtimeagent.application.enrolment.World.stopped;
import static dev.runtimeagent.application.enrolment.World.timeout;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Issued;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.TokenFate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrolRuntimeTest {
  private final World world = new World();
  private final ConnectionConfiguration configuration = world.configuration();
  private final Life life = world.life();

  private EnrolmentOutcome enrol() {
    return life.enrol.run(configuration, HOLDER);
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
      world.fillStoreWhenSigned();

      assertThat(enrol()).isInstanceOf(Issued.class);
      World.proven(life.prove.run(Takeover.NOTHING_KNOWN));

      assertThat(life.custody.durabilityProblem()).contains("the disk is full");
      assertThat(life.custody.persist()).contains("the disk is full");
      world.store.credentials().recover();
      assertThat(life.custody.persist()).isEmpty();
      assertThat(world.store.credentials().content().orElseThrow().current())
          .isEqualTo(life.custody.current());
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
