package dev.runtimeagent.application.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainedLeadershipTest {
  private final RecordedEvents events = new RecordedEvents();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    never.countDown();
  }

  @Test
  void tellsOfAnAnswerThatDoesNotComeAsOfADoubt() {
    var impatient = new Containment(events, Duration.ZERO);
    var leadership = new ContainedLeadership(new Hangs(), impatient);

    assertThat(leadership.doubt())
        .contains("asking who leads has not returned for 0 s; restart the agent");
    assertThat(events.reasons()).containsExactly("AdapterSilent");
  }

  @Test
  void givesATermBackThatDoesNotComeToAnEnd() throws InterruptedException {
    var impatient = new Containment(events, Duration.ZERO);
    var leadership = new ContainedLeadership(new Hangs(), impatient);

    switch (leadership.seek(_ -> {})) {
      case Leadership.Attempt.Granted(var term) -> {
        assertThat(term.holder().id()).isEqualTo("it");
        term.onLost(() -> {});
        term.close();
      }
      case Leadership.Attempt.Refused(var problem) -> throw new AssertionError(problem);
    }

    assertThat(events.reasons()).containsExactly("AdapterSilent", "AdapterSilent");
  }

  @Test
  void tellsWhatWasThrownWithoutItsMessage() {
    var throwing =
        new Hangs() {
          @Override
          public Optional<String> doubt() {
            throw new AssertionError("a secret");
          }
        };

    var doubt = new ContainedLeadership(throwing, patient()).doubt();

    assertThat(doubt.orElseThrow())
        .startsWith("asking who leads failed: java.lang.AssertionError at ")
        .doesNotContain("a secret");
    assertThat(events.defects()).hasSize(1);
  }

  private Containment patient() {
    return new Containment(events, Containment.PATIENCE);
  }

  /** Leads, and does nothing else to an end. */
  private class Hangs implements Leadership, Leadership.Term {
    @Override
    public Attempt seek(Consumer<String> waiting) {
      return new Attempt.Granted(this);
    }

    @Override
    public Optional<String> doubt() {
      hang();
      return Optional.empty();
    }

    @Override
    public Holder holder() {
      return Holder.alone("it");
    }

    @Override
    public void onLost(Runnable lost) {
      hang();
    }

    @Override
    public void close() {
      hang();
    }

    /** Does not heed being interrupted. */
    private void hang() {
      while (never.getCount() > 0) {
        try {
          never.await();
        } catch (InterruptedException _) {
          // It goes on.
        }
      }
    }
  }
}
