package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.enrolment.World.HOLDER;
import static dev.runtimeagent.application.enrolment.World.refusal;
import static dev.runtimeagent.application.enrolment.World.stopped;
import static dev.runtimeagent.application.enrolment.World.timeout;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Issued;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.TokenFate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From Compass' answer on: the token it gave for the second request, until there is a certificate.
 */
class TokenInHandTest {
  private final World world = new World();
  private final ConnectionConfiguration configuration = world.configuration();
  private final Life life = world.life();

  private EnrolmentOutcome enrol() {
    return life.enrol.run(configuration, HOLDER);
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
}
