package dev.runtimeagent.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.bootstrap.discovery.Discovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void listsEverySettingWithItsDefault() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(Path.of("..", "README.md"))) {
      rows = lines.filter(line -> line.startsWith("| `APP_")).toList();
    }
    var outcome = SettingsReader.read(Map.of(), Discovery.ofProcess(CoreSettings.all()));
    assertThat(rows).isEqualTo(outcome.rows().stream().map(ReadmeTest::row).toList());
  }

  private static String row(SettingsOutcome.Row row) {
    var setting = row.setting();
    var runtimes = row.owners().isEmpty() ? "all" : String.join(", ", row.owners());
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            setting.name(),
            setting.standard().map(text -> "`" + text + "`").orElse(""),
            setting.type().allowed(),
            runtimes,
            setting.meaning());
  }
}
