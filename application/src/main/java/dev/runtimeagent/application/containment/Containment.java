package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Watch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of code that others wrote. Each has a thread of its own, which may be left behind; so
 * at most one is for each thing that is done.
 */
public final class Containment {
  /** Longer than anything takes that may still come to a good end. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private final EventRecorder recorder;
  private final Duration patience;
  private final Map<String, Thread> silent = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param patience after which a call counts as one that never returns
   */
  public Containment(EventRecorder recorder, Duration patience) {
    this.recorder = recorder;
    this.patience = patience;
  }

  /**
   * The answer of {@code call}, or what {@code failed} makes of why there is none: class and place
   * of what was thrown, without its message, which may hold a secret. An interruption of the caller
   * is passed on and kept, and does not end the waiting, which begins anew: what was done counts.
   *
   * @param doing what is being done to which thing, in words
   */
  public <T> T ask(String doing, Supplier<? extends @Nullable T> call, Function<String, T> failed) {
    if (silent.containsKey(doing)) {
      return failed.apply(doing + " has not returned since it was last tried; restart the agent");
    }
    var answer = new CompletableFuture<@Nullable T>();
    var thread =
        Thread.ofPlatform()
            .daemon()
            .name(doing)
            .start(() -> {
              try {
                answer.complete(call.get());
              } catch (Throwable defect) {
                answer.completeExceptionally(defect);
              } finally {
                silent.remove(doing, Thread.currentThread());
              }
            });
    var interrupted = false;
    try {
      while (true) {
        try {
          var answered = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
          return answered == null ? failed.apply(doing + " gave no answer") : answered;
        } catch (InterruptedException _) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException thrown) {
      var defect = thrown.getCause() == null ? thrown : thrown.getCause();
      if (interrupted && defect instanceof CancellationException brokenOff) {
        throw brokenOff;
      }
      recorder.bug(doing, defect);
      return failed.apply(doing + " failed: " + shown(defect) + "; the log has its stack");
    } catch (TimeoutException _) {
      leave(doing, thread, answer);
      return failed.apply(
          doing + " has not returned for " + shown(patience) + "; restart the agent");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As {@link #ask}, where nothing comes of it that anybody reads. */
  public void tell(String doing, Runnable call) {
    var _ =
        ask(
            doing,
            () -> {
              call.run();
              return true;
            },
            _ -> false);
  }

  /** Watches by {@code begin}; where that fails, nothing is told and the period makes it right. */
  public Watch watch(String doing, Supplier<Watch> begin) {
    var watch = ask(doing, begin, _ -> () -> {});
    return () -> tell("ending of " + doing, watch::close);
  }

  private void leave(String doing, Thread thread, CompletableFuture<?> answer) {
    silent.put(doing, thread);
    if (answer.isDone()) {
      silent.remove(doing, thread);
    }
    thread.interrupt();
    recorder.record(
        new AgentEvent(
            Severity.ERROR,
            "AdapterSilent",
            "a call of the Runtime's adapter does not return",
            Map.of("call", doing)));
  }

  private static String shown(Duration patience) {
    return patience.toMinutes() > 0 ? patience.toMinutes() + " min" : patience.toSeconds() + " s";
  }

  private static String shown(Throwable defect) {
    var trace = defect.getStackTrace();
    return trace.length == 0
        ? defect.getClass().getName()
        : defect.getClass().getName() + " at " + trace[0];
  }
}
