package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
  private final List<Integer> exits = new ArrayList<>();
  private final Ending ending = new Ending(exits::add);

  @Test
  void aSignalEndsWith0WhileThereIsNothingToEnd() {
    ending.signal();

    assertThat(exits).containsExactly(ExitCode.GOOD);
    assertThat(ending.mayRun(() -> ExitCode.FAILED)).isFalse();
  }

  @Test
  void aSignalEndsWhatRunsWithItsCode() {
    assertThat(ending.mayRun(() -> ExitCode.FAILED)).isTrue();

    ending.signal();

    assertThat(exits).containsExactly(ExitCode.FAILED);
  }

  @Test
  void whatHasEndedByItselfKeepsItsCode() {
    ending.mayRun(() -> ExitCode.GOOD);
    ending.over();

    ending.signal();

    assertThat(exits).isEmpty();
  }
}
