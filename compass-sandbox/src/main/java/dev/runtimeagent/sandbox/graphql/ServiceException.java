package dev.runtimeagent.sandbox.graphql;

import java.util.Optional;
import java.util.UUID;

/** A field fails with a text of Compass' own; the Director adds a name and a code (P 2.9). */
final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Kind> kind;

  /** The Director's kinds of error which the sandbox can produce. */
  enum Kind {
    INTERNAL_ERROR("InternalError", 10),
    NOT_FOUND("NotFound", 20),
    INVALID_DATA("InvalidData", 22),
    INSUFFICIENT_SCOPES("InsufficientScopes", 23),
    TENANT_NOT_FOUND("TenantNotFound", 25),
    INVALID_OPERATION("InvalidOperation", 27);

    private final String text;
    private final int code;

    Kind(String text, int code) {
      this.text = text;
      this.code = code;
    }

    String text() {
      return text;
    }

    int code() {
      return code;
    }
  }

  private ServiceException(String message, Optional<Kind> kind) {
    super(message);
    this.kind = kind;
  }

  static ServiceException connector(String message) {
    return new ServiceException(message, Optional.empty());
  }

  static ServiceException internal(String reason) {
    return new ServiceException(
        "Internal Server Error [errorID=" + UUID.randomUUID() + ", reason: " + reason + ']',
        Optional.of(Kind.INTERNAL_ERROR));
  }

  static ServiceException invalid(String reason) {
    return new ServiceException(
        "Invalid data [reason=" + reason + ']', Optional.of(Kind.INVALID_DATA));
  }

  static ServiceException invalidLabel(String field, String complaint) {
    return new ServiceException(
        "Invalid data LabelInput [" + field + '=' + complaint + ']',
        Optional.of(Kind.INVALID_DATA));
  }

  static ServiceException scopes(String required) {
    return new ServiceException(
        "insufficient scopes provided [actual=; required=" + required + ']',
        Optional.of(Kind.INSUFFICIENT_SCOPES));
  }

  static ServiceException notFound(String what) {
    return new ServiceException(
        "Object not found [object=" + what + ']', Optional.of(Kind.NOT_FOUND));
  }

  static ServiceException notAllowed(String reason) {
    return new ServiceException(
        "The operation is not allowed [reason=" + reason + ']',
        Optional.of(Kind.INVALID_OPERATION));
  }

  static ServiceException tenantNotFound(String tenant) {
    return new ServiceException(
        "Tenant not found [externalTenant=" + tenant + ']', Optional.of(Kind.TENANT_NOT_FOUND));
  }

  Optional<Kind> kind() {
    return kind;
  }
}
