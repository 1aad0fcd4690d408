package dev.runtimeagent.examples.nginx;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where an API's requests go.
 *
 * @param authority host and port as the API's URL has them
 * @param address the same, for connecting
 * @param path of the URL, at least a slash
 * @param query of the URL, or empty
 */
record Upstream(
    boolean tls, String host, String authority, String address, String path, String query) {
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an API's URL.
   *
   * @param api names it in a refusal
   */
  static Upstream of(String url, String api) throws Refused {
    var uri = parse(url, api);
    var tls = "https".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new Refused("the URL of " + api + " is not one of http or https");
    }
    if (uri.getRawUserInfo() != null) {
      throw new Refused("the URL of " + api + " has a user in it");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw new Refused("the URL of " + api + " has no usable host and port");
    }
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    if (tls && isAddress(host)) {
      throw new Refused(
          "the URL of "
              + api
              + " has an address for a host, and nginx verifies certificates for names only");
    }
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    // nginx asks name servers only, and those need not know this one.
    var reached = host.equals("localhost") ? "127.0.0.1" : host;
    return new Upstream(tls, host, host + port, reached + port, path, query);
  }

  private static URI parse(String url, String api) throws Refused {
    try {
      var uri = new URI(url);
      if (url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Refused below, without the URL, which may be anything.
    }
    throw new Refused("the URL of " + api + " is not valid");
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }
}
