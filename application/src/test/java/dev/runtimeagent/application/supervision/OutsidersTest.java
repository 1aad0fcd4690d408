package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.containment.ContainedConfiguration;
import dev.runtimeagent.application.containment.ContainedCredentials;
import dev.runtimeagent.application.containment.ContainedDocuments;
import dev.runtimeagent.application.containment.ContainedJournal;
import dev.runtimeagent.application.containment.ContainedTarget;
import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose adapters throw what they like, a port at a time. */
class OutsidersTest {
  /** A test for each port that an outsider's adapter may serve. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @ValueSource(
      classes = {
        ApplicationTarget.class,
        ConfigurationSource.class,
        ConnectionDocuments.class,
        CredentialStore.class,
        EnrolmentJournal.class
      })
  @interface WithEachPort {}

  private final Set<Class<?>> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> failingMethods = ConcurrentHashMap.newKeySet();
  private final RecordedEvents told = new RecordedEvents();
  private volatile Runnable meanwhile = () -> {};
  private volatile String halfAnswered = "";
  private final Containment containment = new Containment(told, Duration.ofMinutes(1));
  private final VirtualAgent agent =
      new VirtualAgent(
          new VirtualAgent.Adapters() {
            @Override
            public <T> T of(Class<T> port, T inMemory) {
              return port.cast(contained(port.cast(throwing(port, inMemory))));
            }
          });

  @WithEachPort
  void startsWithAPortThatOnlyThrowsAndIsSynchronizedOnceThatIsOver(Class<?> port) {
    agent.configuration.set(agent.world.configuration());
    failing.add(port);

    agent.start();
    agent.pass(Duration.ofMinutes(5));
    failing.clear();
    agent.pass(Duration.ofHours(2));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(told.defects()).isNotEmpty();
  }

  @WithEachPort
  void goesOnWithAPortThatBeginsToThrow(Class<?> port) {
    agent.configuration.set(agent.world.configuration());
    agent.start();
    agent.pass(Duration.ofMinutes(2));
    failing.add(port);
    agent.pass(Duration.ofMinutes(5));
    failing.clear();

    agent.pass(Duration.ofHours(1));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void tellsOfATargetThatThrowsWithoutItsMessage() {
    agent.configuration.set(agent.world.configuration());
    agent.start();
    agent.pass(Duration.ofMinutes(2));
    failing.add(ApplicationTarget.class);

    agent.pass(Duration.ofMinutes(2));

    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(agent.document().status().synchronization().orElseThrow().error().orElseThrow())
        .contains("reading what the Runtime holds failed: java.lang.IllegalStateException")
        .doesNotContain("canary");
  }

  @Test
  void doesWithoutAWatchThatThrows() {
    agent.configuration.set(agent.world.configuration());
    failingMethods.add("watch");

    agent.start();
    agent.pass(Duration.ofMinutes(5));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void isAliveHoweverLongItTakesToBegin() {
    var pauses = new CopyOnWriteArrayList<Duration>();
    meanwhile =
        () -> {
          agent.wakeAfter(Duration.ofMinutes(9));
          pauses.add(agent.sinceItTurned());
        };

    agent.beginTerm(World.HOLDER).start();

    assertThat(pauses).hasSizeGreaterThan(5).containsOnly(Duration.ZERO);
    meanwhile = () -> {};
    agent.world.dial.turn(Duration.ofMinutes(3));
    assertThat(agent.sinceItTurned()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void refusesNoMoreThanTheApplicationThatGotHalfAnAnswer() {
    agent.configuration.set(agent.world.configuration());
    agent.world.compass.put(application("half"));
    agent.world.compass.put(application("whole"));
    halfAnswered = "half";

    agent.start();
    agent.pass(Duration.ofMinutes(2));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.document().status().applications().orElseThrow().refused().count())
        .isEqualTo(1);
    assertThat(((Holdings.Held) agent.target.holdings()).applications())
        .extracting(HeldApplication::name)
        .containsExactly("whole");
  }

  private static Application application(String name) {
    var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new Application(id, name, Optional.empty(), List.of(), List.of());
  }

  /** What {@code fit} must not say. */
  @SuppressWarnings("NullAway")
  private static Fit halfAnAnswer() {
    return new Fit.Fits(null, List.of());
  }

  private Object contained(Object port) {
    return switch (port) {
      case ApplicationTarget target -> new ContainedTarget(target, containment);
      case ConfigurationSource source -> new ContainedConfiguration(source, containment);
      case ConnectionDocuments documents -> new ContainedDocuments(documents, containment);
      case CredentialStore store -> new ContainedCredentials(store, containment);
      case EnrolmentJournal journal -> new ContainedJournal(journal, containment);
      default -> throw new IllegalArgumentException("no port of a Runtime: " + port.getClass());
    };
  }

  private Object throwing(Class<?> port, Object inMemory) {
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port},
        (_, method, arguments) -> {
          if (failing.contains(port) || failingMethods.contains(method.getName())) {
            throw new IllegalStateException("canary");
          }
          if (method.getName().equals("fit") && halfAnswered.equals(arguments[1])) {
            return halfAnAnswer();
          }
          meanwhile.run();
          try {
            return method.invoke(inMemory, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
          }
        });
  }
}
