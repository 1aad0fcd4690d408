package dev.runtimeagent.application.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call of the core to one of its ports.
 *
 * @param number of all calls of a run
 * @param name as {@code Port.method/arguments}
 * @param at virtual time
 */
public record PortCall(
    long number, String name, Instant at, Lifeline life, List<@Nullable Object> arguments) {
  /** Calls that spend a one-time token. */
  public static final List<String> TOKEN_CALLS =
      List.of("Connector.configuration/4", "Connector.sign/5");

  /** Calls that ask the Connector with a certificate. */
  public static final List<String> CERTIFICATE_CALLS =
      List.of("Connector.configuration/3", "Connector.sign/4");

  /** What the port itself would do. */
  public interface Real extends Callable<Object> {}

  public boolean isOf(String port) {
    return name.startsWith(port + ".");
  }

  public boolean is(String portAndMethod) {
    return name.startsWith(portAndMethod + "/");
  }

  public boolean spendsToken() {
    return TOKEN_CALLS.contains(name);
  }

  public boolean showsCertificate() {
    return CERTIFICATE_CALLS.contains(name) || isOf("Director");
  }

  public boolean reachesCompass() {
    return isOf("Connector") || isOf("Director");
  }

  /** Whether it would change something durable. */
  public boolean writes() {
    return is("CredentialStore.save")
        || is("CredentialStore.saveAuthorities")
        || is("EnrolmentJournal.save")
        || is("EnrolmentJournal.erase")
        || is("ConnectionDocuments.write")
        || changesTarget();
  }

  public boolean changesTarget() {
    return is("ApplicationTarget.create")
        || is("ApplicationTarget.update")
        || is("ApplicationTarget.delete");
  }

  /** The argument of that type, of which the call has one. */
  public <T> T argument(Class<T> type) {
    return find(type).orElseThrow();
  }

  /** The argument of that type, if the call has one. */
  public <T> Optional<T> find(Class<T> type) {
    return arguments.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
