package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state against every event: the table, and the picture of it in the documentation. */
class StateTableTest {
  private static final Path DIAGRAM = Path.of("..", "docs", "state-machine.md");

  @Test
  void everyKindOfEventAndStateIsInTheTable() {
    assertThat(Samples.events().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ConnectionEvent.class.getPermittedSubclasses());
    assertThat(Samples.states().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ConnectionState.class.getPermittedSubclasses());
  }

  @Test
  void everyDecisionLeavesSomethingUnderWayOrATimeToWakeAt() {
    for (var state : Samples.states()) {
      for (var event : Samples.events()) {
        var transition = Samples.MACHINE.decide(state, event);
        var wakes = transition.effects().stream().anyMatch(Effect.WakeAt.class::isInstance);
        assertThat(wakes || transition.state().running().isPresent())
            .as("%s, %s", state, event)
            .isTrue();
      }
    }
  }

  @Test
  void wakesAreAheadAndWithinAMinute() {
    for (var state : Samples.states()) {
      for (var event : Samples.events()) {
        for (var effect : Samples.MACHINE.decide(state, event).effects()) {
          if (effect instanceof Effect.WakeAt(var at)) {
            assertThat(at)
                .as("%s, %s", state, event)
                .isAfter(event.when().at())
                .isBeforeOrEqualTo(event.when().at().plusSeconds(60));
          }
        }
      }
    }
  }

  @Test
  void whatIsRunningIsNotBegunTwice() {
    for (var state : Samples.states()) {
      for (var event : Samples.events()) {
        var transition = Samples.MACHINE.decide(state, event);
        var begun =
            transition.effects().stream()
                .filter(effect ->
                    switch (effect) {
                      case Effect.Enrol _,
                          Effect.Probe _,
                          Effect.Check _,
                          Effect.Renew _,
                          Effect.Synchronize _,
                          Effect.Repair _ ->
                          true;
                      case Effect.AbandonEnrolment _,
                          Effect.KeepAll _,
                          Effect.AbandonProbe _,
                          Effect.AdoptIdentity _,
                          Effect.ForgiveTokens _,
                          Effect.ClearFlags _,
                          Effect.WakeAt _ ->
                          false;
                    })
                .toList();
        assertThat(begun.size()).as("%s, %s: %s", state, event, begun).isLessThanOrEqualTo(1);
        if (!begun.isEmpty()) {
          assertThat(transition.state().running()).isPresent();
        }
      }
    }
  }

  /** Run with {@code -Ddocs.write=true} to draw the picture anew. */
  @Test
  void thePictureInTheDocumentationIsTheOneOfTheTable() throws IOException {
    var drawn = drawn();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DIAGRAM, drawn);
    }
    assertThat(Files.readString(DIAGRAM)).isEqualTo(drawn);
  }

  private static String drawn() {
    var moves = new TreeMap<String, TreeSet<String>>();
    for (var state : Samples.states()) {
      for (var event : Samples.events()) {
        var next = Samples.MACHINE.decide(state, event).state();
        if (!next.name().equals(state.name())) {
          moves
              .computeIfAbsent(state.name() + " --> " + next.name(), _ -> new TreeSet<>())
              .add(words(event));
        }
      }
    }
    var lines =
        moves.entrySet().stream()
            .map(move -> "    " + move.getKey() + " : " + String.join(", ", move.getValue()))
            .collect(Collectors.joining("\n"));
    return """
    # The states of a connection

    Drawn from the table of every state against every event by `StateTableTest`; events that leave
    a state where it is are left out. What each state means is in `ConnectionState`.

    ```mermaid
    stateDiagram-v2
        [*] --> Unconfigured
        [*] --> Connecting
        [*] --> Connected
        [*] --> Lost
    %s
    ```
    """
        .formatted(lines);
  }

  /** {@code EnrolmentStopped} as "enrolment stopped", with what it depends on. */
  private static String words(ConnectionEvent event) {
    var name =
        Arrays.stream(event.getClass().getSimpleName().split("(?=[A-Z])"))
            .map(String::toLowerCase)
            .collect(Collectors.joining(" "));
    return switch (event) {
      case ConnectionEvent.EnrolmentStopped(var fate, _, _, _) ->
          name + " (" + fate.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
      case ConnectionEvent.ConfigurationSeen(var reading, _) ->
          "configuration " + reading.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      case ConnectionEvent.SyncEnded(var verdict, _) ->
          "sync " + (verdict instanceof SyncVerdict.Succeeded ? "succeeded" : "did not succeed");
      case ConnectionEvent.RepairEnded(var problem, _) ->
          "repair " + (problem.isEmpty() ? "succeeded" : "did not succeed");
      case ConnectionEvent.DocumentMissing _,
          ConnectionEvent.FlagsRaised _,
          ConnectionEvent.LossesApproved _,
          ConnectionEvent.OtherAgentWrote _,
          ConnectionEvent.CredentialIssued _,
          ConnectionEvent.CredentialProven _,
          ConnectionEvent.CredentialRefused _,
          ConnectionEvent.CompassSilent _,
          ConnectionEvent.CredentialMissing _,
          ConnectionEvent.CredentialUnreadable _,
          ConnectionEvent.Renewed _,
          ConnectionEvent.RenewalFailed _,
          ConnectionEvent.RuntimeDrifted _,
          ConnectionEvent.TimePassed _,
          ConnectionEvent.TimeJumped _ ->
          name;
    };
  }
}
