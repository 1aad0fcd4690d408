package dev.runtimeagent.compass.graphql;

/** In what the two services differ when they refuse. */
public interface GraphqlDialect {
  ErrorMeaning meaning(GraphqlError error);

  /** Whether HTTP 400 without a body says that the caller is not known (P 1.6). */
  boolean refusesByEmptyBadRequest();

  /** Why a caller may not be known, a clause that goes with the host before it. */
  String refusal();
}
