package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * For asking the Director for Applications, a page at a time (P 2). Whether pages add up is for the
 * use case to say; each call is one request.
 */
public interface Director {
  /** The first nested pages hold {@link PageRequest#nested()} items each. */
  CompassReply<Listing> applications(Access access, PageRequest page);

  CompassReply<Page<ListedBundle>> bundles(Access access, String applicationId, PageRequest page);

  CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page);

  CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page);

  /** {@code viewer { id type }}: whom Compass takes the caller for. */
  CompassReply<Viewer> viewer(Access access);

  /** Sets a label of the Runtime and answers the value that is stored then. */
  CompassReply<String> setRuntimeLabel(Access access, String key, String value);

  /**
   * Where and as whom to ask.
   *
   * @param tenant value of the header {@code Tenant}, left out if absent (P 2.1)
   * @param requestId value of {@code x-request-id}
   */
  record Access(
      URI directorUrl,
      ClientCredential credential,
      String runtimeId,
      Optional<String> tenant,
      String requestId) {}

  /**
   * Which page to ask for.
   *
   * @param first its size; 1 to 200
   * @param after an {@code endCursor}, or empty for the first page
   * @param nested size of the pages inside; 1 to 200
   */
  record PageRequest(int first, Optional<String> after, int nested) {}

  /**
   * A page of Applications and, from the same request, the Runtime's labels.
   *
   * @param labels those labels whose value is a string
   */
  record Listing(Map<String, String> labels, Page<ListedApplication> applications) {}

  /**
   * Who asks, in Compass' eyes.
   *
   * @param type {@code RUNTIME} for an agent
   */
  record Viewer(String id, String type) {}
}
