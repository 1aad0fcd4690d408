package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Works on virtual threads, of which a bounded number is busy with one list at a time. */
public final class VirtualThreadWorkers implements Workers {
  private final int atOnce;

  public VirtualThreadWorkers(int atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  public Handle start(Runnable work) {
    Thread thread = Thread.ofVirtual().name("work").start(work);
    return thread::interrupt;
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> work) {
    Semaphore places = new Semaphore(atOnce);
    List<T> results = new ArrayList<>(work.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>(work.size());
      for (Callable<T> one : work) {
        futures.add(threads.submit(() -> inPlace(places, one)));
      }
      try {
        collect(futures, results);
      } catch (InterruptedException _) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while working");
      }
    }
    return results;
  }

  private static <T> T inPlace(Semaphore places, Callable<T> work) throws Exception {
    places.acquire();
    try {
      return work.call();
    } finally {
      places.release();
    }
  }

  private static <T> void collect(List<Future<T>> futures, List<T> results)
      throws InterruptedException {
    Throwable failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      }
    }
    switch (failure) {
      case null -> {}
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException("work failed", failure);
    }
  }
}
