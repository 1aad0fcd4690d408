package dev.runtimeagent.compass.graphql;

/** What an element of {@code errors} means; of several errors the first meaning here counts. */
public enum ErrorMeaning {
  NOT_AUTHENTICATED,
  WRONG_TENANT,
  SCOPES_MISSING,
  UNKNOWN_RUNTIME,
  OTHER
}
