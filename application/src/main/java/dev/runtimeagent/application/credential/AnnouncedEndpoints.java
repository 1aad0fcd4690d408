package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the URLs that Compass announced can be used at all. */
public sealed interface AnnouncedEndpoints {
  record Usable(Endpoints endpoints) implements AnnouncedEndpoints {}

  /**
   * They cannot.
   *
   * @param problem which of them is missing or what is wrong with it
   */
  record Unusable(String problem) implements AnnouncedEndpoints {}

  static AnnouncedEndpoints of(Connector.Configuration answer) {
    var problems = new ArrayList<String>();
    var connector =
        url("Connector URL (certificateSecuredConnectorURL)", answer.connectorUrl(), problems);
    var director = url("Director URL (directorURL)", answer.directorUrl(), problems);
    return connector.isPresent() && director.isPresent()
        ? new Usable(new Endpoints(connector.get(), director.get()))
        : new Unusable(String.join(" and ", problems));
  }

  private static Optional<URI> url(String name, Optional<String> text, List<String> problems) {
    var stripped = text.map(String::strip).orElse("");
    if (stripped.isEmpty()) {
      problems.add("no " + name);
      return Optional.empty();
    }
    try {
      var url = new URI(stripped);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException _) {
      // Told below; the exception's text would repeat the URL.
    }
    problems.add("a " + name + " that is not of the form https://HOST/PATH");
    return Optional.empty();
  }
}
