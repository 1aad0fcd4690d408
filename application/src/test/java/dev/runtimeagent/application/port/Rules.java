package dev.runtimeagent.application.port;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Has a failure say its {@link Rule}, and makes one of a call that never returns. */
public final class Rules implements InvocationInterceptor, TestExecutionExceptionHandler {
  /** Name of the parameter of JUnit that shortens {@link Rule#seconds()} everywhere. */
  public static final String PATIENCE = "dev.runtimeagent.contract.seconds";

  /** What the failure of a call that never returns begins with. */
  public static final String RETURNS =
      "D 10: /healthz (the loop's heartbeat is younger than 2 min,"
          + " whatever Compass or the API server do): every call comes to an end";

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    inTime(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    inTime(invocation, context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    var rule = rule(context);
    if (rule.isEmpty()
        || failure instanceof TestAbortedException
        || failure instanceof BrokenRule) {
      throw failure;
    }
    throw new AssertionError(rule.get().value() + "\nbroken by: " + failure.getMessage(), failure);
  }

  private static void inTime(Invocation<Void> invocation, ExtensionContext context) {
    int longest = rule(context).map(Rule::seconds).orElse(60);
    int patience =
        context
            .getConfigurationParameter(PATIENCE, Integer::valueOf)
            .map(limit -> Math.min(limit, longest))
            .orElse(longest);
    try {
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(patience), invocation::proceed);
    } catch (AssertionError failure) {
      throw String.valueOf(failure.getMessage()).startsWith("execution timed out")
          ? new BrokenRule(RETURNS, "no answer within " + patience + " s")
          : failure;
    }
  }

  private static Optional<Rule> rule(ExtensionContext context) {
    return Optional.ofNullable(context.getRequiredTestMethod().getAnnotation(Rule.class));
  }
}
