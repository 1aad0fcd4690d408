package dev.runtimeagent.application.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  @Test
  void areUuidsOfChance() {
    assertThat(new RequestIds(() -> 0).next()).isEqualTo("00000000-0000-4000-8000-000000000000");
    assertThat(new RequestIds(() -> 0.5).next()).isEqualTo("80000000-8000-4000-8000-000080000000");
    assertThat(new RequestIds(() -> 1 - 0x1p-40).next())
        .isEqualTo("ffffffff-ffff-4fff-bfff-ffffffffffff");
  }

  @Test
  void useAllOfTheChanceThereIs() {
    Iterator<Double> chances = List.of(0.25, 0.75, 0.125, 0.5).iterator();

    assertThat(new RequestIds(chances::next).next())
        .isEqualTo("40000000-c000-4000-a000-000080000000");
  }
}
