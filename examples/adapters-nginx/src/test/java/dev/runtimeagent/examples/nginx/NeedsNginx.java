package dev.runtimeagent.examples.nginx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests run where there is nginx. */
final class NeedsNginx implements ExecutionCondition {
  /** Those who build count the tests with this reason. */
  private static final String NOT_RUN = "needs nginx on the PATH or in /usr/sbin";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return program().isPresent()
        ? ConditionEvaluationResult.enabled("there is nginx")
        : ConditionEvaluationResult.disabled(NOT_RUN);
  }

  static Optional<Path> program() {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
