package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.CompassFixture.REQUEST_ID;
import static dev.runtimeagent.application.port.CompassFixture.answer;
import static dev.runtimeagent.application.port.CompassFixture.good;
import static dev.runtimeagent.application.port.CompassFixture.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.DistinguishedName.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every Connector keeps to, and with it what a Compass does with its tokens (P 1.5). */
public interface ConnectorContract {
  /** The same Compass throughout a test. */
  CompassFixture compass();

  @Test
  default void tellsATokenHolderWhatPairingTakes() {
    var configuration = answer(compass().configuration(compass().issueToken()));

    assertThat(configuration.token().isEmpty()).isFalse();
    assertThat(configuration.keyAlgorithm()).isEqualTo("rsa2048");
    assertThat(configuration.connectorUrl()).contains(compass().securedConnector().toString());
    assertThat(configuration.directorUrl()).contains(compass().directorUrl().toString());
    assertThat(subject(configuration).commonName()).isNotEmpty();
  }

  @Test
  default void tellsTheTimeOfItsAnswer() {
    var reply = compass().configuration(compass().issueToken());

    assertThat(reply instanceof Answered<?>(_, var time) ? time : Optional.empty()).isPresent();
  }

  @Test
  default void exchangesATokenForACertificateThatWorks() {
    var credential = compass().pair();

    var reply =
        compass().connector().configuration(compass().securedConnector(), credential, REQUEST_ID);

    assertThat(subject(answer(reply)).commonName()).isEqualTo(credential.facts().commonName());
  }

  @Test
  default void takesATokenOnce() {
    var token = compass().issueToken();
    answer(compass().configuration(token));

    assertThat(compass().configuration(token)).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void signsWithTheAnswersTokenOnly() {
    var token = compass().issueToken();
    var subject = subject(answer(compass().configuration(token)));
    var csr =
        compass().signingRequests().sign(compass().signingRequests().newKey("rsa2048"), subject);

    assertThat(compass().sign(token, csr)).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void refusesATokenItDoesNotKnow() {
    assertThat(compass().configuration(SecretText.of("unknown-token")))
        .isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void refusesATokenOfMoreThanAnHourAgo() {
    var token = compass().issueToken();
    compass().pass(Duration.ofMinutes(61));

    assertThat(compass().configuration(token)).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void spendsTheTokenOfARequestItCannotSign() {
    var configuration = answer(compass().configuration(compass().issueToken()));
    var key = compass().signingRequests().newKey("rsa2048");
    var foreign = new DistinguishedName(List.of(new Attribute("CN", "somebody-else")));

    var first =
        compass().sign(configuration.token(), compass().signingRequests().sign(key, foreign));
    var second =
        compass()
            .sign(
                configuration.token(),
                compass().signingRequests().sign(key, subject(configuration)));

    assertThat(first)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Failed.Kind.GRAPHQL_ERRORS));
    assertThat(second).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void sendsNothingThroughAShutGate() {
    var token = compass().issueToken();

    var shut =
        compass()
            .connector()
            .configuration(compass().tokenConnector(), token, () -> false, REQUEST_ID);

    assertThat(shut)
        .isInstanceOfSatisfying(
            Unsent.class,
            unsent -> assertThat(unsent.reason()).isEqualTo(Unsent.Reason.FORBIDDEN_BY_CALLER));
    assertThat(compass().configuration(token)).isInstanceOf(Answered.class);
  }

  @Test
  default void asksTheGateOnce() {
    var asked = new AtomicInteger();

    answer(
        compass()
            .connector()
            .configuration(
                compass().tokenConnector(),
                compass().issueToken(),
                () -> asked.incrementAndGet() > 0,
                REQUEST_ID));

    assertThat(asked).hasValue(1);
  }

  @Test
  default void renewsForWhoHasACertificateWhileTheOldOneGoesOn() {
    var old = compass().pair();
    var key = compass().signingRequests().newKey("rsa2048");
    var url = compass().securedConnector();
    var subject = subject(answer(compass().connector().configuration(url, old, REQUEST_ID)));

    var signed =
        answer(
            compass()
                .connector()
                .sign(url, old, compass().signingRequests().sign(key, subject), REQUEST_ID));
    var renewed = good(compass().certificates().check(signed, key, subject.commonName()));

    assertThat(renewed.facts().fingerprint()).isNotEqualTo(old.facts().fingerprint());
    answer(compass().connector().configuration(url, renewed, REQUEST_ID));
    answer(compass().connector().configuration(url, old, REQUEST_ID));
  }

  @Test
  default void refusesARevokedCertificateButNotItsSibling() {
    var url = compass().securedConnector();
    var revoked = compass().pair();
    var other = compass().pair();
    compass().revoke(revoked);

    assertThat(compass().connector().configuration(url, revoked, REQUEST_ID))
        .isInstanceOf(NotAuthenticated.class);
    answer(compass().connector().configuration(url, other, REQUEST_ID));
  }
}
