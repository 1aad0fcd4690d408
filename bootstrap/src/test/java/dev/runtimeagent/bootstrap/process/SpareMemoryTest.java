package dev.runtimeagent.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareMemoryTest {
  private long heap = 20_000_000;
  private int collections;
  private final SpareMemory memory = new SpareMemory(() -> heap, this::collect);

  private void collect() {
    collections++;
    heap = 10_000_000;
  }

  @Test
  void givesBackWhatTheStartTook() {
    memory.look();
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void leavesTheHeapAloneWhileItHardlyGrows() {
    memory.look();
    heap += 500_000;
    memory.look();
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void givesBackWhatItGrewBy() {
    memory.look();
    heap += 600_000;
    memory.look();
    assertThat(collections).isEqualTo(2);
  }
}
