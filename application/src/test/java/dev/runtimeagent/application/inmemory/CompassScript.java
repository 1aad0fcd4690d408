package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.SendGate;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What goes wrong at an {@link InMemoryCompass}, and what was asked of it. Steps of one operation
 * are used up one a call, in the order they were added; a standing fault applies while no step is
 * left.
 */
public final class CompassScript {
  /** The calls of both ports, those with a token apart. */
  public enum Operation {
    CONFIGURATION_WITH_TOKEN,
    SIGN_WITH_TOKEN,
    CONFIGURATION,
    SIGN,
    APPLICATIONS,
    BUNDLES,
    API_DEFINITIONS,
    EVENT_DEFINITIONS,
    VIEWER,
    SET_RUNTIME_LABEL
  }

  /** A call that reached this Compass, whatever came of it. */
  public record Call(Operation operation, URI url, String requestId) {}

  private record Step(
      Runnable before,
      Optional<CompassReply<?>> instead,
      boolean carriedOut,
      UnaryOperator<Object> change) {}

  private static final Step NOTHING =
      new Step(() -> {}, Optional.empty(), true, UnaryOperator.identity());

  private final Map<Operation, Deque<Step>> steps = new EnumMap<>(Operation.class);
  private final Map<Operation, Step> standing = new EnumMap<>(Operation.class);
  private final List<Call> calls = new ArrayList<>();

  /** The next call is answered by {@code reply}, a failure, and not carried out. */
  public CompassScript fail(Operation operation, CompassReply<?> reply) {
    return add(operation, new Step(() -> {}, Optional.of(reply), false, NOTHING.change()));
  }

  /** The next call is carried out, but answered by {@code reply}, a failure. */
  public CompassScript lose(Operation operation, CompassReply<?> reply) {
    return add(operation, new Step(() -> {}, Optional.of(reply), true, NOTHING.change()));
  }

  /** Every call is answered by {@code reply}, a failure, and not carried out, until healed. */
  public synchronized CompassScript failAlways(Operation operation, CompassReply<?> reply) {
    standing.put(operation, new Step(() -> {}, Optional.of(reply), false, NOTHING.change()));
    return this;
  }

  /** Forgets all that was scripted for {@code operation}. */
  public synchronized CompassScript heal(Operation operation) {
    standing.remove(operation);
    steps.remove(operation);
    return this;
  }

  /** Something happens, or waits, after the next call has arrived and before it is looked at. */
  public CompassScript before(Operation operation, Runnable happening) {
    return add(operation, new Step(happening, Optional.empty(), true, NOTHING.change()));
  }

  /** The next call is answered by {@code change} of the right answer. */
  @SuppressWarnings(
      "unchecked") // an operation has one type of answer; the script's writer knows it
  public <T> CompassScript alter(Operation operation, UnaryOperator<T> change) {
    return add(
        operation, new Step(() -> {}, Optional.empty(), true, value -> change.apply((T) value)));
  }

  /** The next call goes well: for a fault in a later one. */
  public CompassScript pass(Operation operation) {
    return add(operation, NOTHING);
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  public List<Call> calls(Operation operation) {
    return calls().stream().filter(c -> c.operation() == operation).toList();
  }

  public synchronized void forgetCalls() {
    calls.clear();
  }

  private synchronized CompassScript add(Operation operation, Step step) {
    steps.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(step);
    return this;
  }

  private synchronized Step next(Call call) {
    calls.add(call);
    var step = steps.getOrDefault(call.operation(), new ArrayDeque<>()).poll();
    return step != null ? step : standing.getOrDefault(call.operation(), NOTHING);
  }

  @SuppressWarnings("unchecked") // see alter
  <T> CompassReply<T> play(Call call, SendGate gate, Supplier<CompassReply<T>> service) {
    var step = next(call);
    step.before().run();
    var instead = step.instead().map(CompassReply::<T>failure);
    if (instead.isPresent() && instead.get() instanceof CompassReply.Unsent<T>) {
      return instead.get();
    }
    if (!gate.open()) {
      return new CompassReply.Unsent<>(
          CompassReply.Unsent.Reason.FORBIDDEN_BY_CALLER, "the caller forbade sending");
    }
    if (instead.isPresent() && !step.carriedOut()) {
      return instead.get();
    }
    var reply = service.get();
    if (instead.isPresent()) {
      return instead.get();
    }
    return reply instanceof CompassReply.Answered<T>(var value, var time)
        ? new CompassReply.Answered<>((T) step.change().apply(value), time)
        : reply;
  }
}
