package dev.runtimeagent.kubernetes.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests run where there are binaries of an API server. */
final class NeedsApiServer implements ExecutionCondition {
  /** The build's closing lines count the tests with this reason. */
  private static final String NOT_RUN =
      "needs KUBEBUILDER_ASSETS to name a folder with kube-apiserver and etcd";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Cluster.assets().isPresent()
        ? ConditionEvaluationResult.enabled("there is an API server")
        : ConditionEvaluationResult.disabled(NOT_RUN);
  }
}
