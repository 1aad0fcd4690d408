package dev.runtimeagent.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void listsEverySettingWithItsDefault() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(Path.of("..", "README.md"))) {
      rows = lines.filter(line -> line.startsWith("| `APP_")).toList();
    }
    assertThat(rows).isEqualTo(Arrays.stream(Variable.values()).map(ReadmeTest::row).toList());
  }

  private static String row(Variable variable) {
    String standard = variable.defaultText().isEmpty() ? "" : "`" + variable.defaultText() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(variable.variableName(), standard, variable.allowed(), variable.purpose());
  }
}
