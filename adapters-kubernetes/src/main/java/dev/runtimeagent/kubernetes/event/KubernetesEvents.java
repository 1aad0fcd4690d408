package dev.runtimeagent.kubernetes.event;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells problems and transitions as Events about the CompassConnection (design, 3). It works on a
 * thread of its own, keeps nobody waiting, and drops what is too much: the log has everything.
 */
public final class KubernetesEvents implements EventRecorder, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KubernetesEvents.class);

  private static final int WAITING_AT_MOST = 100;
  private static final int TRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Without the right to write Events, which a role of the Go agent's time does not have. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Something absent is the last. */
  private final BlockingQueue<Optional<Notice>> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);

  private final NoticeBoard board;
  private final Clock clock;
  private final Ticker ticker;
  private final Pause pause;
  private final Thread thread;
  private boolean silent;
  private boolean toldOfSilence;
  private long silentSince;

  private KubernetesEvents(KubernetesApi api, Clock clock, Ticker ticker, Pause pause) {
    this.board = new NoticeBoard(api, ticker);
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("events").unstarted(this::run);
  }

  /**
   * Begins to tell.
   *
   * @param pause for waiting between two tries of a write
   */
  public static KubernetesEvents begin(KubernetesApi api, Clock clock, Ticker ticker, Pause pause) {
    var events = new KubernetesEvents(api, clock, ticker, pause);
    events.thread.start();
    return events;
  }

  @Override
  public void record(AgentEvent event) {
    Notice.of(event, clock.now()).ifPresent(this::tell);
  }

  @Override
  public void bug(String doing, Throwable defect) {
    tell(Notice.ofDefect(doing, clock.now()));
  }

  /** Ends, soon; what waits is told if that takes no time. */
  @Override
  public void close() {
    try {
      if (!waiting.offer(Optional.empty()) || !thread.join(LAST_WORDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Notice notice) {
    if (!waiting.offer(Optional.of(notice))) {
      log.atDebug().addKeyValue("event", notice.content().reason()).log("Event was dropped");
    }
  }

  private void run() {
    try {
      for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
        post(next.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Notice notice) throws InterruptedException {
    try {
      if (!isSilent() && board.take(notice)) {
        write(notice);
      }
    } catch (RuntimeException defect) {
      log.atError().setCause(defect).log("Event was not recorded");
    }
  }

  private void write(Notice notice) throws InterruptedException {
    var wait = FIRST_WAIT;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      switch (board.write(notice)) {
        case ApiReply.Ok<Map<String, @Nullable Object>> _ -> {
          silent = false;
          toldOfSilence = false;
          return;
        }
        case ApiReply.NotFound<Map<String, @Nullable Object>> _,
            ApiReply.Conflict<Map<String, @Nullable Object>> _ -> {
          return;
        }
        case ApiReply.Failed(var reason, var problem) -> {
          if (reason != Reason.UNAVAILABLE) {
            beSilent(problem);
            return;
          }
        }
      }
      if (attempt < TRIES) {
        pause.hold(wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  private boolean isSilent() {
    silent = silent && ticker.nanos() - silentSince < SILENCE.toNanos();
    return silent;
  }

  /** The missing right is warned of where all rights are. */
  private void beSilent(String problem) {
    silent = true;
    silentSince = ticker.nanos();
    if (!toldOfSilence) {
      toldOfSilence = true;
      log.atInfo().addKeyValue("problem", problem).log("Events are not recorded for now");
    }
  }
}
