package dev.runtimeagent.sandbox.fault;

import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import dev.runtimeagent.sandbox.record.Service;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An action and the requests it befalls; by default all of them, for ever.
 *
 * @param operation a root field such as {@code configuration}
 * @param skip how many matching requests pass first
 * @param times how many are befallen then
 */
public record Fault(
    FaultAction action,
    Optional<HostKind> host,
    Optional<Service> service,
    Optional<String> operation,
    Predicate<RecordedRequest> condition,
    int skip,
    int times) {

  /** Befalls every request its action makes sense for. */
  public static Fault always(FaultAction action) {
    return new Fault(
        action,
        Optional.empty(),
        Optional.empty(),
        action.usualOperation(),
        _ -> true,
        0,
        Integer.MAX_VALUE);
  }

  /** Befalls the next request that matches, and no other. */
  public static Fault once(FaultAction action) {
    return always(action).times(1);
  }

  public Fault at(HostKind kind) {
    return new Fault(action, Optional.of(kind), service, operation, condition, skip, times);
  }

  public Fault at(Service name) {
    return new Fault(action, host, Optional.of(name), operation, condition, skip, times);
  }

  /** Only requests with that root field. */
  public Fault on(String rootField) {
    return new Fault(action, host, service, Optional.of(rootField), condition, skip, times);
  }

  /** Only requests the condition holds for. */
  public Fault when(Predicate<RecordedRequest> newCondition) {
    return new Fault(action, host, service, operation, newCondition, skip, times);
  }

  /** Lets so many matching requests pass first. */
  public Fault after(int passing) {
    return new Fault(action, host, service, operation, condition, passing, times);
  }

  /** Ends after so many requests. */
  public Fault times(int count) {
    return new Fault(action, host, service, operation, condition, skip, count);
  }

  boolean matches(RecordedRequest request) {
    return host.map(request.host()::equals).orElse(true)
        && service.map(request.service()::equals).orElse(true)
        && operation.map(request::asks).orElse(true)
        && condition.test(request);
  }

  boolean matchesConnection(HostKind kind) {
    return host.map(kind::equals).orElse(true);
  }
}
