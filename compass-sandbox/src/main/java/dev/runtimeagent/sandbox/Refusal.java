package dev.runtimeagent.sandbox;

/** How the Connector tells that it does not recognise somebody (P 1.6). */
public enum Refusal {
  /** HTTP 400 with an empty body, as in 2024. */
  EMPTY_BAD_REQUEST,
  /** HTTP 200 with GraphQL error T, as in 2020 and without Oathkeeper. */
  ERROR_T
}
