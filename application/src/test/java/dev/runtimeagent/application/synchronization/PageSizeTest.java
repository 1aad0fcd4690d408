package dev.runtimeagent.application.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Director.PageRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageSizeTest {
  private final PageSize size = new PageSize();

  @Test
  void goesDownToOneAndBackToAll() {
    while (size.shrink()) {
      assertThat(size.request(Optional.empty()).first()).isPositive();
    }
    assertThat(size.request(Optional.empty())).isEqualTo(new PageRequest(1, Optional.empty(), 1));

    answer(16 * 16);

    assertThat(size.request(Optional.empty()))
        .isEqualTo(new PageRequest(200, Optional.empty(), 200));
  }

  @Test
  void waitsLongerEachTimeMoreWasTooMuch() {
    size.shrink();
    answer(16);
    size.shrink();

    answer(31);
    assertThat(size.request(Optional.empty()).first()).isEqualTo(100);
    answer(1);
    assertThat(size.request(Optional.empty()).first()).isEqualTo(200);
  }

  @Test
  void isPatientNoLongerThanItWasOnceAllComesAgain() {
    size.shrink();
    answer(16);
    size.shrink();
    answer(32);
    answer(32);
    size.shrink();

    answer(16);

    assertThat(size.request(Optional.empty()).first()).isEqualTo(200);
  }

  private void answer(int times) {
    for (int i = 0; i < times; i++) {
      size.answered();
    }
  }
}
