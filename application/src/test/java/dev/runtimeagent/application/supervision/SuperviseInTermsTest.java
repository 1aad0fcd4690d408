package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.inmemory.InMemoryLeadership;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Leadership.Attempt;
import dev.runtimeagent.application.port.Leadership.Term;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuperviseInTermsTest {
  private final VirtualAgent agent = new VirtualAgent();
  private final InMemoryLeadership.Seat seat = new InMemoryLeadership.Seat();
  private final RecordedEvents events = new RecordedEvents();
  private final BlockingQueue<Life> lives = new LinkedBlockingQueue<>();
  private final SuperviseInTerms terms =
      new SuperviseInTerms(
          new InMemoryLeadership(seat, "pod-1"),
          holder -> {
            var supervisor = agent.beginTerm(holder);
            lives.add(agent.life);
            return supervisor;
          },
          _ -> {},
          events);
  private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();

  SuperviseInTermsTest() {
    agent.configuration.set(agent.world.configuration());
  }

  private void begin() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            ended.complete(terms.run());
          } catch (InterruptedException | RuntimeException unexpected) {
            ended.completeExceptionally(unexpected);
          }
        });
  }

  private void end() throws Exception {
    terms.end();
    assertThat(ended.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(agent.life.events.defects()).isEmpty();
  }

  @Test
  void supervisesWhileItLeadsAndGivesLeadershipBack() throws Exception {
    begin();
    awaitSynchronized();
    assertThat(terms.stage()).isInstanceOf(Stage.Leading.class);

    end();

    another().close();
  }

  @Test
  void standsByWhileAnotherLeads() throws Exception {
    try (var _ = another()) {
      begin();
      events.await(1, "Standby");

      assertThat(terms.stage()).isEqualTo(new Stage.Standby("pod-2 leads"));
      assertThat(agent.world.compass.script().calls()).isEmpty();
      end();
    }
  }

  @Test
  void beginsAnewWhenLeadershipComesBack() throws Exception {
    begin();
    awaitSynchronized();
    var first = terms.stage();
    seat.takeAway();
    events.await(1, "LeadershipLost");
    awaitSynchronized();

    assertThat(terms.stage()).isInstanceOf(Stage.Leading.class).isNotEqualTo(first);
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
    end();
  }

  @Test
  void storesACredentialOfALostTermBeforeItSeeksAnother() throws Exception {
    loseLeadershipAndStoresWhileACertificateIsSigned();
    begin();
    events.await(1, "CredentialKeptInMemory");
    assertThat(terms.stage())
        .isInstanceOfSatisfying(
            Stage.Storing.class, storing -> assertThat(storing.problem()).isEqualTo("down"));
    lives.clear();

    recoverStores();
    agent.wakeAfter(Duration.ofSeconds(1));

    awaitSynchronized();
    assertThat(agent.world.compass.systemAuths()).isEqualTo(1);
    end();
  }

  @Test
  void givesUpACredentialThatAnotherAgentReplaced() throws Exception {
    loseLeadershipAndStoresWhileACertificateIsSigned();
    begin();
    events.await(1, "CredentialKeptInMemory");
    var life = agent.life;
    var theirs = agent.world.store.credentials();
    lives.clear();

    theirs.put(StoredSamples.ONLY_CURRENT);
    recoverStores();
    agent.wakeAfter(Duration.ofSeconds(1));

    assertThat(lives.poll(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(life.events.reasons()).contains("CredentialOvertaken");
    assertThat(theirs.content()).contains(StoredSamples.ONLY_CURRENT);
    end();
  }

  @Test
  void triesForAWhileToStoreACredentialWhenItIsToEnd() throws Exception {
    loseLeadershipAndStoresWhileACertificateIsSigned();
    begin();
    events.await(1, "CredentialKeptInMemory");

    terms.end();
    agent.wakeAfter(Duration.ofSeconds(20));
    recoverStores();
    agent.wakeAfter(Duration.ofSeconds(1));

    assertThat(ended.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(agent.world.store.credentials().content())
        .hasValueSatisfying(stored -> assertThat(stored.next()).isPresent());
  }

  @Test
  void endsThoughACredentialCannotBeStored() throws Exception {
    loseLeadershipAndStoresWhileACertificateIsSigned();
    begin();
    events.await(1, "CredentialKeptInMemory");

    terms.end();
    for (int i = 0; i < 600 && !isEnded(); i++) {
      agent.wakeAfter(Duration.ofSeconds(10));
    }

    assertThat(ended).isCompletedWithValue(Optional.empty());
  }

  @Test
  void saysOnceInATermThatItLeads() throws Exception {
    var other = another();
    begin();
    events.await(1, "Standby");
    other.close();
    awaitSynchronized();
    end();

    assertThat(events.reasons()).containsOnlyOnce("Standby", "Leading");
  }

  @Test
  void endsWhereLeadershipIsRefused() throws Exception {
    var refused =
        new SuperviseInTerms(
            _ -> new Attempt.Refused("somebody else's"),
            agent::beginTerm,
            _ -> {},
            new RecordedEvents());

    assertThat(refused.run()).contains("somebody else's");
  }

  @Test
  void asksAgainWhereAskingFails() throws Exception {
    var failures = new AtomicInteger();
    var waited = new ArrayList<Duration>();
    var failing =
        new SuperviseInTerms(
            _ ->
                switch (failures.getAndIncrement()) {
                  case 0 -> throw new IllegalStateException("canary");
                  case 1 -> throw new NoClassDefFoundError("canary");
                  case 2 -> throw new StackOverflowError();
                  case 3 ->
                      throw SuperviseInTermsTest.<RuntimeException>unchecked(new IOException());
                  default -> new Attempt.Refused("somebody else's");
                },
            agent::beginTerm,
            waited::add,
            events);

    assertThat(failing.run()).contains("somebody else's");

    assertThat(events.defects()).hasSize(4);
    assertThat(waited).hasSize(4).doesNotContain(Duration.ZERO);
  }

  /** What another language's compiler lets pass. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception checked) throws E {
    throw (E) checked;
  }

  @Test
  void givesATermBackThatCouldNotBegin() throws Exception {
    var tried = new AtomicInteger();
    var failing =
        new SuperviseInTerms(
            new InMemoryLeadership(seat, "pod-1"),
            holder -> {
              if (tried.getAndIncrement() == 0) {
                throw new IllegalStateException("canary");
              }
              throw new AssertionError("it was free for another, who should have it");
            },
            _ -> another(),
            events);
    var done =
        new Thread(() -> {
          try {
            failing.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    done.start();
    events.await(1, "Standby");

    failing.end();

    done.join();
    assertThat(tried).hasValue(1);
  }

  @Test
  void doesNothingOnceItWasEnded() throws Exception {
    terms.end();

    assertThat(terms.run()).isEmpty();
    assertThat(events.reasons()).isEmpty();
  }

  @Test
  void beginsNothingInATermThatIsOverAlready() throws Exception {
    var supervisor = agent.beginTerm(World.HOLDER);
    supervisor.retire();

    supervisor.start();
    supervisor.run();
    supervisor.stop();

    assertThat(agent.world.compass.script().calls()).isEmpty();
    assertThat(agent.documents.document().content()).isEmpty();
  }

  private void loseLeadershipAndStoresWhileACertificateIsSigned() {
    agent
        .world
        .compass
        .script()
        .before(
            Operation.SIGN_WITH_TOKEN,
            () -> {
              agent.world.store.credentials().makeUnreadable("down");
              agent.world.journal.entry().makeUnreadable("down");
              seat.takeAway();
            });
  }

  private boolean isEnded() throws Exception {
    try {
      ended.get(50, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  private void recoverStores() {
    agent.world.store.credentials().recover();
    agent.world.journal.entry().recover();
  }

  private void awaitSynchronized() throws InterruptedException {
    var life = lives.poll(30, TimeUnit.SECONDS);
    assertThat(life).isNotNull();
    life.events.await(1, "Synchronized");
  }

  private Term another() throws InterruptedException {
    return switch (new InMemoryLeadership(seat, "pod-2").seek(_ -> {})) {
      case Attempt.Granted(var term) -> term;
      case Attempt.Refused(var problem) -> throw new AssertionError(problem);
    };
  }
}
