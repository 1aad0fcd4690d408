package dev.runtimeagent.compass.director;

/** The texts of the questions: the fields that the domain has, and nothing else (W-09). */
final class Queries {
  private static final String PAGE = "pageInfo { endCursor hasNextPage } totalCount";

  private static final String API_FIELDS = "data { id name targetURL } " + PAGE;

  private static final String EVENT_FIELDS = "data { id name } " + PAGE;

  private static final String BUNDLE_FIELDS =
      """
      data {
        id name description instanceAuthRequestInputSchema
        defaultInstanceAuth {
          credential {
            __typename
            ... on BasicCredentialData { username password }
            ... on OAuthCredentialData { clientId clientSecret url }
          }
          additionalHeaders additionalQueryParams
          requestAuth { csrf { tokenEndpointURL } }
        }
        apiDefinitions(first: $nested) { %s }
        eventDefinitions(first: $nested) { %s }
      }
      %s
      """
          .formatted(API_FIELDS, EVENT_FIELDS, PAGE);

  static final String APPLICATIONS =
      """
      query ($runtime: ID!, $first: Int!, $after: PageCursor, $nested: Int!) {
        runtime(id: $runtime) { labels }
        applicationsForRuntime(runtimeID: $runtime, first: $first, after: $after) {
          data {
            id name description auths { id }
            bundles(first: $nested) { %s }
          }
          %s
        }
      }
      """
          .formatted(BUNDLE_FIELDS, PAGE);

  static final String BUNDLES =
      """
      query ($application: ID!, $first: Int!, $after: PageCursor, $nested: Int!) {
        application(id: $application) { bundles(first: $first, after: $after) { %s } }
      }
      """
          .formatted(BUNDLE_FIELDS);

  static final String API_DEFINITIONS =
      """
      query ($application: ID!, $bundle: ID!, $first: Int!, $after: PageCursor) {
        application(id: $application) {
          bundle(id: $bundle) { apiDefinitions(first: $first, after: $after) { %s } }
        }
      }
      """
          .formatted(API_FIELDS);

  static final String EVENT_DEFINITIONS =
      """
      query ($application: ID!, $bundle: ID!, $first: Int!, $after: PageCursor) {
        application(id: $application) {
          bundle(id: $bundle) { eventDefinitions(first: $first, after: $after) { %s } }
        }
      }
      """
          .formatted(EVENT_FIELDS);

  static final String VIEWER = "query { viewer { id type } }";

  static final String SET_RUNTIME_LABEL =
      """
      mutation ($runtime: ID!, $key: String!, $value: Any!) {
        setRuntimeLabel(runtimeID: $runtime, key: $key, value: $value) { value }
      }
      """;

  private Queries() {}
}
