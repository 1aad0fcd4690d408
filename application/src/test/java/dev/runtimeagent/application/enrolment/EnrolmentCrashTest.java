package dev.runtimeagent.application.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.ProofOutcome;
import dev.runtimeagent.application.credential.RenewalOutcome;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.CrashPoints.Crash;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A process that dies at any call loses a token only where nothing can save it (design, 4). */
class EnrolmentCrashTest {
  private static final List<String> TOKEN_CALLS =
      List.of("Connector.configuration/4", "Connector.sign/5");

  @TestFactory
  Stream<DynamicTest> enrolmentSurvivesTheEndOfTheProcess() {
    var calls = callsOfAnEnrolment();
    return IntStream.range(0, calls.size())
        .boxed()
        .flatMap(n ->
            Stream.of(
                DynamicTest.dynamicTest(
                    "before " + n + " " + calls.get(n),
                    () ->
                        assertEnds(
                            CrashPoints.before(n),
                            n == 0 || !TOKEN_CALLS.contains(calls.get(n - 1)))),
                DynamicTest.dynamicTest(
                    "after " + n + " " + calls.get(n),
                    () -> assertEnds(CrashPoints.after(n), !TOKEN_CALLS.contains(calls.get(n))))));
  }

  @TestFactory
  Stream<DynamicTest> renewalSurvivesTheEndOfTheProcess() {
    var calls = callsOfARenewal();
    return IntStream.range(0, calls.size())
        .boxed()
        .flatMap(n ->
            Stream.of(
                DynamicTest.dynamicTest(
                    "before " + n + " " + calls.get(n),
                    () -> assertRenewalEnds(CrashPoints.before(n))),
                DynamicTest.dynamicTest(
                    "after " + n + " " + calls.get(n),
                    () -> assertRenewalEnds(CrashPoints.after(n)))));
  }

  @Test
  void anEnrolmentTakesTwoTokenCallsAndOneProof() {
    assertThat(callsOfAnEnrolment().stream().filter(c -> c.startsWith("Connector")))
        .containsExactly(
            "Connector.configuration/4", "Connector.sign/5", "Connector.configuration/3");
  }

  private static void assertEnds(CrashPoints crash, boolean tokenSaved) {
    var world = new World();
    var configuration = world.configuration();
    try {
      connect(world, mortal(world, crash), configuration);
    } catch (Crash _) {
      // That is what the rest is about.
    }
    var outcomes = connect(world, world.life(), configuration);
    if (tokenSaved) {
      assertThat(outcomes.getLast()).isInstanceOf(ProofOutcome.Proven.class);
      assertThat(world.store.credentials().content().orElseThrow().current()).isPresent();
      assertThat(world.store.credentials().content().orElseThrow().next()).isEmpty();
      assertThat(world.journal.entry().content()).isEmpty();
    } else {
      assertThat(outcomes.getLast()).isInstanceOf(EnrolmentOutcome.Stopped.class);
    }
    assertThat(world.compass.systemAuths()).isEqualTo(1);
  }

  private static void assertRenewalEnds(CrashPoints crash) {
    var world = new World();
    var first = world.connected().custody.current().orElseThrow().fingerprint();
    var mortal = mortal(world, crash);
    try {
      World.proven(mortal.prove.run(Takeover.NOTHING_KNOWN));
      var _ = mortal.renew.run();
    } catch (Crash _) {
      // That is what the rest is about.
    }
    var life = world.life();
    World.proven(life.prove.run(Takeover.NOTHING_KNOWN));
    if (life.custody.current().orElseThrow().fingerprint().equals(first)) {
      assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    }
    var stored = world.store.credentials().content().orElseThrow();
    assertThat(stored.next()).isEmpty();
    assertThat(stored.current().orElseThrow().renewed()).isPresent();
    assertThat(stored.previous().orElseThrow().fingerprint()).isEqualTo(first);
  }

  /** What the supervising loop does: probe what is stored, else go on with the token. */
  private static List<Object> connect(
      World world, Life life, ConnectionConfiguration configuration) {
    var outcomes = new ArrayList<Object>();
    assertThat(life.enrol.recover()).isEmpty();
    for (int round = 0; round < 8; round++) {
      var proof = life.prove.run(Takeover.NOTHING_KNOWN);
      outcomes.add(proof);
      if (proof instanceof ProofOutcome.Proven) {
        return outcomes;
      }
      outcomes.add(life.enrol.run(configuration, World.HOLDER));
      world.pass(Duration.ofSeconds(20));
    }
    return outcomes;
  }

  private static Life mortal(World world, CrashPoints crash) {
    return new Life(
        world.dial,
        crash.wrap(Connector.class, world.compass),
        crash.wrap(Director.class, world.compass),
        crash.wrap(CredentialStore.class, world.store),
        crash.wrap(EnrolmentJournal.class, world.journal));
  }

  private static List<String> callsOfAnEnrolment() {
    var world = new World();
    var points = CrashPoints.none();
    connect(world, mortal(world, points), world.configuration());
    return points.calls();
  }

  private static List<String> callsOfARenewal() {
    var world = new World();
    world.connected();
    var points = CrashPoints.none();
    var life = mortal(world, points);
    World.proven(life.prove.run(Takeover.NOTHING_KNOWN));
    var _ = life.renew.run();
    return points.calls();
  }
}
