package dev.runtimeagent.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.http.HttpAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What happens to a request; {@link Faults} makes them by name. */
public sealed interface FaultAction {

  /** A new connection gets a TLS alert of that code in place of a handshake. */
  record Alert(int code) implements FaultAction {}

  /** Runs before anything else is done with the request. */
  record Beforehand(Runnable action) implements FaultAction {}

  /** The request waits before it is looked at. */
  record Delay(Duration by) implements FaultAction {}

  /**
   * The answer comes from a proxy on the way.
   *
   * @param tokenConsumed whether the token resolver had seen the request by then
   */
  record Answer(HttpAnswer answer, boolean tokenConsumed) implements FaultAction {}

  /** Another certificate is issued than the one asked for. */
  record Issue(CertificateFlaw flaw) implements FaultAction {}

  /**
   * The body of a successful answer is changed.
   *
   * @param operation the only one it makes sense for, if there is one
   */
  record Rewrite(Optional<String> operation, UnaryOperator<JsonNode> change)
      implements FaultAction {}

  /** The operation is carried out and its answer replaced or delivered in another way. */
  record Deliver(UnaryOperator<HttpAnswer> change) implements FaultAction {}

  /** Runs when the answer is ready, before it is sent. */
  record Afterwards(Runnable action) implements FaultAction {}

  /** The root field a fault with this action waits for unless told otherwise. */
  default Optional<String> usualOperation() {
    return switch (this) {
      case Issue _ -> Optional.of("signCertificateSigningRequest");
      case Rewrite(var operation, _) -> operation;
      case Alert _, Beforehand _, Delay _, Answer _, Deliver _, Afterwards _ -> Optional.empty();
    };
  }
}
