package dev.runtimeagent.compass.crypto;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Collections;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Makes an RSA key by the platform's generator, twice at once where there are two processors, and
 * takes the one that is ready first. How long the primes of a key are looked for is luck, a tenth
 * of a second or three: of two the faster takes two thirds of the time, and is hardly ever slow.
 */
final class KeySearch {
  private static final int SEARCHES = Math.min(2, Runtime.getRuntime().availableProcessors());

  private KeySearch() {}

  /** Takes half a second of each of these processors; is not given up for an interruption. */
  static RSAPrivateCrtKey search(int bits) {
    // Virtual threads would keep others from running: nothing in a search waits.
    try (var threads =
        Executors.newFixedThreadPool(
            SEARCHES, Thread.ofPlatform().daemon().name("key-", 0).factory())) {
      return threads.invokeAny(
          Collections.nCopies(SEARCHES, () -> key(bits, new UntilInterrupted())));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return key(bits, new SecureRandom());
    } catch (ExecutionException e) {
      throw new IllegalStateException("no key could be made", e.getCause());
    }
  }

  private static RSAPrivateCrtKey key(int bits, SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits, random);
      return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** Ends the search that lost: the generator asks for a number at each candidate for a prime. */
  private static final class UntilInterrupted extends SecureRandom {
    private static final long serialVersionUID = 1;

    @Override
    public void nextBytes(byte[] bytes) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("another key was ready before");
      }
      super.nextBytes(bytes);
    }
  }
}
