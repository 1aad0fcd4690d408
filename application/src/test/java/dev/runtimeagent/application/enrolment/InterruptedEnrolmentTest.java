package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.simulation.Ports;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.TokenFate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Interrupts: one that ends an exchange ends there, one that ends the process does not. */
class InterruptedEnrolmentTest {
  private final World world = new World();

  @Test
  void whoGivesUpAnExchangeInterruptsNothingElse() {
    var life = world.life();
    world
        .compass
        .script()
        .before(
            CONFIGURATION_WITH_TOKEN, () -> assertThat(life.enrol.abandonUnlessSent()).isTrue());

    life.enrol.run(world.configuration(), World.HOLDER);

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whoIsInterruptedWhileItWaitsForTheKeySendsNothingAndStaysInterrupted()
      throws InterruptedException {
    var keys = new SlowKeys();
    var enrol = enrolment(keys);
    enrol.expectToken();
    keys.begun.await();

    Thread.currentThread().interrupt();
    var outcome = enrol.run(world.configuration(), World.HOLDER);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(((Stopped) outcome).fate()).isEqualTo(TokenFate.NOTHING_SENT);
    assertThat(world.compass.script().calls()).isEmpty();
    keys.goOn.countDown();
  }

  private EnrolRuntime enrolment(SigningRequests keys) {
    return CredentialUseCases.of(
            new Ports(
                new Ports.Compass(world.compass, world.compass, keys, new FakeCertificates()),
                new Ports.Home(
                    new InMemoryConfigurationSource(),
                    world.store,
                    world.journal,
                    new InMemoryConnectionDocuments()),
                new InMemoryApplicationTarget(),
                new Ports.Machine(
                    world.dial, world.dial, (_, _) -> {}, () -> 0.5, new OtherThreads()),
                new RecordedEvents()))
        .enrol();
  }

  /** Makes keys when it is told to go on. */
  private static final class SlowKeys implements SigningRequests {
    private final FakeSigningRequests real = new FakeSigningRequests();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public SecretText newKey(String keyAlgorithm) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return real.newKey(keyAlgorithm);
    }

    @Override
    public boolean fits(SecretText key, String keyAlgorithm) {
      return real.fits(key, keyAlgorithm);
    }

    @Override
    public String sign(SecretText key, DistinguishedName subject) {
      return real.sign(key, subject);
    }
  }

  private static final class OtherThreads implements Workers {
    @Override
    public Handle start(Runnable work) {
      return Thread.ofVirtual().start(work)::interrupt;
    }

    @Override
    public <T> List<T> all(List<? extends Callable<T>> work) {
      throw new UnsupportedOperationException("not needed for keys");
    }
  }
}
