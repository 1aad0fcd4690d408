package dev.runtimeagent.kubernetes.chart;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests by Helm. Without one they are reported as not run, and the build's closing lines say
 * how to get them to run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsHelm.Condition.class)
@interface NeedsHelm {
  /** Looks for the program. */
  final class Condition implements ExecutionCondition {
    /** The build's closing lines count the tests with this reason. */
    private static final String NOT_RUN = "needs Helm on the PATH or where go install puts it";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Helm.program().isPresent()
          ? ConditionEvaluationResult.enabled("there is Helm")
          : ConditionEvaluationResult.disabled(NOT_RUN);
    }
  }
}
