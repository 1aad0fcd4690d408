package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;

import dev.runtimeagent.application.credential.ProofOutcome;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.inmemory.InMemoryCredentialStore;
import dev.runtimeagent.application.inmemory.InMemoryEnrolmentJournal;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.util.Optional;

/** What outlives a process: a Compass, a store, a journal, and time. */
public final class World {
  public static final String RUNTIME = "runtime-1";
  public static final String TENANT = "tenant-1";
  public static final Holder HOLDER = Holder.alone("pod-1");

  public final Dial dial = Dial.atNoon();
  public final InMemoryCompass compass = new InMemoryCompass(dial);
  public final InMemoryCredentialStore store = new InMemoryCredentialStore();
  public final InMemoryEnrolmentJournal journal = new InMemoryEnrolmentJournal();

  public World() {
    compass.register(RUNTIME, TENANT);
  }

  public Life life() {
    return new Life(dial, compass, compass, store, journal);
  }

  /** The configuration with a fresh token. */
  public ConnectionConfiguration configuration() {
    return configuration(compass.issueToken(RUNTIME));
  }

  public static ConnectionConfiguration configuration(SecretText token) {
    return new ConnectionConfiguration(InMemoryCompass.TOKEN_CONNECTOR, token, RUNTIME, TENANT);
  }

  /** A life that is connected. */
  public Life connected() {
    var life = life();
    var _ = life.enrol.run(configuration(), HOLDER);
    proven(life.prove.run(Takeover.NOTHING_KNOWN));
    compass.script().forgetCalls();
    return life;
  }

  public static Generation proven(ProofOutcome outcome) {
    if (outcome instanceof ProofOutcome.Proven proven) {
      return proven.generation();
    }
    throw new AssertionError("not proven: " + outcome);
  }

  static Stopped stopped(EnrolmentOutcome outcome) {
    if (outcome instanceof Stopped stopped) {
      return stopped;
    }
    throw new AssertionError("a certificate was issued");
  }

  /** The disk of the credentials is full once the certificate is signed. */
  void fillStoreWhenSigned() {
    compass
        .script()
        .alter(
            SIGN_WITH_TOKEN,
            answer -> {
              store.credentials().refuseWrites("the disk is full");
              return answer;
            });
  }

  public static CompassReply<Object> timeout() {
    return new CompassReply.Failed<>(
        CompassReply.Failed.Kind.TIMED_OUT, "no answer within 30 s", Optional.empty());
  }

  public static CompassReply<Object> refusal() {
    return new CompassReply.NotAuthenticated<>("HTTP 400, empty");
  }

  public static CompassReply<Object> unsent(CompassReply.Unsent.Reason reason) {
    return new CompassReply.Unsent<>(reason, "");
  }

  public void pass(Duration duration) {
    dial.turn(duration);
  }
}
