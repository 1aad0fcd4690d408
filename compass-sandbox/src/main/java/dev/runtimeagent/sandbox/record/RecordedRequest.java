package dev.runtimeagent.sandbox.record;

import dev.runtimeagent.sandbox.http.HostKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came in and how it was answered; holds secrets in the clear.
 *
 * @param number counted from 1 in order of arrival
 * @param headers by lower-case name
 * @param rootFields names of the operation's root fields, not their aliases
 * @param certificateHash SHA-256 of the client certificate
 * @param status the HTTP status answered; 0 while unanswered, and if the connection was cut
 * @param answerBytes length of the answer's body
 */
public record RecordedRequest(
    long number,
    Instant at,
    HostKind host,
    Service service,
    String method,
    String target,
    Map<String, List<String>> headers,
    Optional<String> operationName,
    List<String> rootFields,
    String query,
    Map<String, Object> variables,
    Optional<String> certificateHash,
    int status,
    long answerBytes) {

  /** The first value of a header. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The one-time token it carried. */
  public Optional<String> token() {
    return header("Connector-Token");
  }

  /** Whether one of its root fields has that name. */
  public boolean asks(String rootField) {
    return rootFields.contains(rootField);
  }

  RecordedRequest answered(int newStatus, long bytes) {
    return new RecordedRequest(
        number,
        at,
        host,
        service,
        method,
        target,
        headers,
        operationName,
        rootFields,
        query,
        variables,
        certificateHash,
        newStatus,
        bytes);
  }

  @Override
  public String toString() {
    return number + " " + host + " " + service + " " + rootFields + " -> " + status;
  }
}
