package dev.runtimeagent.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runtimeagent.application.port.Workers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VirtualThreadWorkersTest {
  private final Workers workers = new VirtualThreadWorkers(3);

  @Test
  void returnsResultsInTheOrderOfTheWork() {
    List<Callable<Integer>> work =
        IntStream.range(0, 50).<Callable<Integer>>mapToObj(i -> () -> i).toList();
    assertThat(workers.all(work)).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void keepsToItsBoundAndUsesIt() {
    CyclicBarrier threeMeet = new CyclicBarrier(3);
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> one =
        () -> {
          most.accumulateAndGet(busy.incrementAndGet(), Math::max);
          threeMeet.await();
          return busy.decrementAndGet();
        };
    assertThat(workers.all(IntStream.range(0, 99).mapToObj(_ -> one).toList())).hasSize(99);
    assertThat(most).hasValue(3);
  }

  @Test
  void rethrowsAFailureOnceTheOthersEnded() {
    AtomicInteger done = new AtomicInteger();
    List<Callable<Integer>> work =
        List.of(
            () -> {
              throw new IllegalArgumentException("first");
            },
            done::incrementAndGet);
    assertThatThrownBy(() -> workers.all(work)).hasMessage("first");
    assertThat(done).hasValue(1);
  }

  @Test
  void interruptsWhatItStarted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Workers.Handle handle =
        workers.start(() -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            interrupted.countDown();
          }
        });
    handle.interrupt();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
