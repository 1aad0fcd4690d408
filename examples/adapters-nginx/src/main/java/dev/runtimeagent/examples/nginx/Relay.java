package dev.runtimeagent.examples.nginx;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The server inside nginx that all requests to APIs go through. nginx before 1.23.1 reads the
 * authorities anew for each place that may use TLS; so there is one such place, and what differs
 * from API to API is told to it by headers. They replace whatever a client sends by these names, in
 * which there is no hyphen because nginx takes an underscore for one when it looks for a header.
 */
final class Relay {
  /** What {@code proxy_pass} of an API's location names. */
  static final String NAME = "runtime_agent_relay";

  private static final String TARGET = "RuntimeAgentTarget";
  private static final String HOST = "RuntimeAgentHost";
  private static final String CERTIFIED = "RuntimeAgentCertified";

  /** The most bytes that the path of a socket has on Linux. */
  private static final int LONGEST_SOCKET = 107;

  private Relay() {}

  /**
   * Lines that have a request go to {@code target}.
   *
   * @param target where it goes, quoted, with variables
   * @param host of the message, quoted
   * @param certified the name that the certificate must be for, quoted
   */
  static List<String> to(String target, String host, String certified) {
    return List.of(
        "proxy_set_header " + TARGET + " " + target + ";",
        "proxy_set_header " + HOST + " " + host + ";",
        "proxy_set_header " + CERTIFIED + " " + certified + ";",
        "proxy_set_header Host runtime-agent;",
        "proxy_set_header Connection \"\";",
        "proxy_pass http://" + NAME + ";");
  }

  /** Whether a header of that name means something to it. */
  static boolean reads(String header) {
    return List.of(TARGET, HOST, CERTIFIED).stream().anyMatch(header::equalsIgnoreCase);
  }

  static boolean fits(Layout layout) {
    return layout.socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET;
  }

  /** The part of the main file. */
  static String text(Layout layout) {
    return FRAME
        .replace("@NAME@", NAME)
        .replace("@GENERATION_PATH@", MainFile.GENERATION_PATH)
        .replace("@SOCKET@", layout.socket().toString());
  }

  private static final String FRAME =
      """
        upstream @NAME@ {
          server "unix:@SOCKET@";
        }
        server {
          listen "unix:@SOCKET@" backlog=4096;
          ignore_invalid_headers off;
          client_header_buffer_size 8k;
          large_client_header_buffers 64 32k;
          proxy_buffer_size 8k;
          proxy_ssl_server_name on;
          proxy_ssl_name $http_runtimeagentcertified;
          proxy_set_header Host $http_runtimeagenthost;
          proxy_set_header Connection "";
          proxy_set_header RuntimeAgentTarget "";
          proxy_set_header RuntimeAgentHost "";
          proxy_set_header RuntimeAgentCertified "";
          # Told by way of here, the generation shows that this server is reached.
          location = @GENERATION_PATH@ {
            default_type text/plain;
            return 200 $http_runtimeagenttarget;
          }
          location / {
            proxy_pass $http_runtimeagenttarget;
          }
        }
      """;
}
