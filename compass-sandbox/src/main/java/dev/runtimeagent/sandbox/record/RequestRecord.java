package dev.runtimeagent.sandbox.record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The latest requests in order of arrival; safe for threads. */
public final class RequestRecord {

  private static final int KEPT = 5_000;

  private final TreeMap<Long, RecordedRequest> requests = new TreeMap<>();
  private long last;

  /** Keeps a request that has just arrived. */
  public synchronized RecordedRequest arrived(LongFunction<RecordedRequest> numbered) {
    last++;
    RecordedRequest request = numbered.apply(last);
    requests.put(last, request);
    if (requests.size() > KEPT) {
      requests.pollFirstEntry();
    }
    notifyAll();
    return request;
  }

  /** Notes how it was answered. */
  public synchronized void answered(RecordedRequest request, int status, long bytes) {
    requests.computeIfPresent(request.number(), (_, known) -> known.answered(status, bytes));
    notifyAll();
  }

  /** All requests kept. */
  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests.values());
  }

  /** Those with that root field. */
  public List<RecordedRequest> asking(String rootField) {
    return matching(request -> request.asks(rootField));
  }

  /** Those the condition holds for. */
  public List<RecordedRequest> matching(Predicate<RecordedRequest> condition) {
    return all().stream().filter(condition).toList();
  }

  /** Forgets everything but the count. */
  public synchronized void clear() {
    requests.clear();
  }

  /** Waits for so many requests the condition holds for; empty after the time limit. */
  public synchronized Optional<List<RecordedRequest>> await(
      int count, Predicate<RecordedRequest> condition, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      List<RecordedRequest> found = requests.values().stream().filter(condition).toList();
      if (found.size() >= count) {
        return Optional.of(found);
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }
}
