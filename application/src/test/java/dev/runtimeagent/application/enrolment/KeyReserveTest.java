package dev.runtimeagent.application.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KeyReserveTest {
  private static final DistinguishedName SUBJECT =
      new DistinguishedName(List.of(new DistinguishedName.Attribute("CN", "x")));

  private final List<SecretText> made = new ArrayList<>();
  private final List<SecretText> signed = new ArrayList<>();
  private boolean usable = true;
  private boolean broken;
  private Runnable whenMaking = () -> {};
  private volatile Runnable whenSigning = () -> {};
  private final List<Runnable> background = new ArrayList<>();
  private final KeyReserve keys = new KeyReserve(new CountedKeys(), new LazyWorkers());

  @Test
  void theKeyIsMadeInTheBackground() throws InterruptedException {
    keys.prepare();
    background.forEach(Runnable::run);

    assertThat(made).hasSize(1);
    assertThat(keys.take()).isEqualTo(made.getFirst());
    assertThat(made).hasSize(1);
  }

  @Test
  void whoComesBeforeTheBackgroundMakesTheKey() throws InterruptedException {
    keys.prepare();

    assertThat(keys.take()).isEqualTo(made.getFirst());
    background.forEach(Runnable::run);
    assertThat(made).hasSize(1);
  }

  @Test
  void noKeyIsGivenTwice() throws InterruptedException {
    assertThat(keys.take()).isNotEqualTo(keys.take());
  }

  @Test
  void aKeyThatIsGivenBackIsTheNextOne() throws InterruptedException {
    var key = keys.take();

    keys.giveBack(key);

    assertThat(keys.take()).isEqualTo(key);
  }

  @Test
  void aKeyThatIsGivenBackWhileAnotherIsMadeIsTheNextOne() throws InterruptedException {
    var key = keys.take();
    whenMaking = () -> keys.giveBack(key);

    assertThat(keys.take()).isNotEqualTo(key);
    whenMaking = () -> {};

    assertThat(keys.take()).isEqualTo(key);
  }

  @Test
  void whoNeedsASignatureBeforeTheBackgroundMakesIt() throws InterruptedException {
    var key = keys.take();
    signed.clear();

    var request = keys.beginSigning(key, SUBJECT);
    assertThat(signed).isEmpty();
    assertThat(request.get()).isNotEmpty();
    background.forEach(Runnable::run);

    assertThat(signed).containsExactly(key);
  }

  @Test
  void whoIsInterruptedWhileASignatureIsMadeMakesItAndStaysInterrupted()
      throws InterruptedException {
    var key = keys.take();
    var request = keys.beginSigning(key, SUBJECT);
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var elsewhere = Thread.ofPlatform().unstarted(() -> background.getLast().run());
    whenSigning =
        () -> {
          if (Thread.currentThread().equals(elsewhere)) {
            begun.countDown();
            await(goOn);
          }
        };
    elsewhere.start();
    begun.await();

    Thread.currentThread().interrupt();
    assertThat(request.get()).isNotEmpty();

    assertThat(Thread.interrupted()).isTrue();
    goOn.countDown();
    elsewhere.join();
  }

  @Test
  void aKeyIsTriedOutInTheBackgroundIfItCanBeUsed() throws InterruptedException {
    var key = keys.take();
    assertThat(signed).containsExactly(key);

    usable = false;
    assertThat(keys.take()).isNotEqualTo(key);
    assertThat(signed).containsExactly(key);
  }

  @Test
  void aFailureIsNotKept() throws InterruptedException {
    broken = true;
    assertThatIllegalStateException().isThrownBy(keys::take).withMessage("no key could be made");

    broken = false;
    assertThat(keys.take()).isEqualTo(made.getFirst());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class CountedKeys implements SigningRequests {
    private final SigningRequests keysOfTests = new FakeSigningRequests();

    @Override
    public SecretText newKey(String keyAlgorithm) {
      if (broken) {
        throw new IllegalArgumentException("no randomness");
      }
      whenMaking.run();
      var key = keysOfTests.newKey(keyAlgorithm);
      made.add(key);
      return key;
    }

    @Override
    public boolean fits(SecretText key, String keyAlgorithm) {
      return usable && keysOfTests.fits(key, keyAlgorithm);
    }

    @Override
    public String sign(SecretText key, DistinguishedName subject) {
      whenSigning.run();
      signed.add(key);
      return keysOfTests.sign(key, subject);
    }
  }

  private final class LazyWorkers implements Workers {
    @Override
    public Handle start(Runnable work) {
      background.add(work);
      return () -> {};
    }

    @Override
    public <T> List<T> all(List<? extends Callable<T>> work) {
      throw new UnsupportedOperationException("not needed for keys");
    }
  }
}
