package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A key pair made in the background from the moment on that a token may come, so that no time
 * passes between the two token calls: at start-up, unless a credential is stored, since it takes a
 * second of a processor and a start from that credential has no use for it. Safe for use by several
 * threads.
 */
public final class KeyReserve {
  /** What Compass asks for (P 1.2); another wish is met when it is known. */
  private static final String USUAL = "rsa2048";

  private static final DistinguishedName ANYBODY =
      new DistinguishedName(List.of(new DistinguishedName.Attribute("CN", "warm-up")));

  private final SigningRequests signingRequests;
  private final Workers workers;
  private Optional<FutureTask<SecretText>> reserve = Optional.empty();

  public KeyReserve(SigningRequests signingRequests, Workers workers) {
    this.signingRequests = signingRequests;
    this.workers = workers;
  }

  /** Has a key made, unless there is one or it is being made. */
  public void prepare() {
    workers.start(making());
  }

  /** Takes the key out of the reserve; makes it, or waits for it, if need be. */
  public SecretText take() throws InterruptedException {
    var task = making();
    task.run();
    try {
      var key = task.get();
      forget(task);
      return key;
    } catch (ExecutionException e) {
      forget(task);
      throw new IllegalStateException("no key could be made", e.getCause());
    }
  }

  /**
   * Begins to make a signing request, for whoever has something else to do until it is needed.
   *
   * @return gives it, and waits for it if need be
   */
  Supplier<String> beginSigning(SecretText key, DistinguishedName subject) {
    var task = new FutureTask<>(() -> signingRequests.sign(key, subject));
    workers.start(task);
    return () -> {
      task.run();
      try {
        return task.get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return signingRequests.sign(key, subject);
      } catch (ExecutionException e) {
        throw new IllegalStateException("no signing request could be made", e.getCause());
      }
    };
  }

  /** Puts back a key that Compass has not seen. */
  public synchronized void giveBack(SecretText key) {
    reserve = Optional.of(new FutureTask<>(() -> key));
  }

  /** Running it twice, here and in the background, makes one key. */
  private synchronized FutureTask<SecretText> making() {
    var task = reserve.orElseGet(() -> new FutureTask<>(this::make));
    reserve = Optional.of(task);
    return task;
  }

  /** The first signature takes long, since it loads what all need: it is made now, for nobody. */
  private SecretText make() {
    var key = signingRequests.newKey(USUAL);
    if (signingRequests.fits(key, USUAL)) {
      signingRequests.sign(key, ANYBODY);
    }
    return key;
  }

  private synchronized void forget(FutureTask<SecretText> task) {
    if (reserve.filter(r -> r.equals(task)).isPresent()) {
      reserve = Optional.empty();
    }
  }
}
