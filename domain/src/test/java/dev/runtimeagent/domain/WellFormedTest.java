package dev.runtimeagent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "gr\u00f6\u00dfe", "\ud83d\ude80 up", "\ud7ff\ue000"})
  void keepsWhatCanBeWritten(String text) {
    assertThat(WellFormed.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"a\ud800b, a\ufffdb", "\udfff, \ufffd", "\ude80\ud83d, \ufffd\ufffd"})
  void replacesHalfAPair(String text, String whole) {
    assertThat(WellFormed.text(text)).isEqualTo(whole);
  }

  @Test
  void keepsThePairsBesideIt() {
    assertThat(WellFormed.text("\ud83d\ude80\ud83d")).isEqualTo("\ud83d\ude80\ufffd");
  }
}
