package dev.runtimeagent.examples.nginx;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The file that nginx is started with. It names the files of Applications one by one, so that a
 * foreign file beside them is never taken in, and it has a generation, which nginx tells when
 * asked: that is how one knows which configuration is at work.
 *
 * @param digests of the Applications' files, by name
 */
record MainFile(String generation, Map<String, String> digests) {
  static final String GENERATION_PATH = "/-/generation";

  private static final Pattern GENERATION = Pattern.compile("(?m)^# generation ([-0-9a-f]{36})$");
  private static final Pattern APPLICATION =
      Pattern.compile("(?m)^# application ([-.a-z0-9]+) ([0-9a-f]{64})$");

  /**
   * Three plain names, and nothing that a server might take for a step up: locations are found by
   * the decoded path, while APIs get the path as it was sent.
   */
  private static final String PLAIN =
      "~*^(?:/[a-z0-9][-a-z0-9.]*){3}(?![^?]*(?:#|(?:/|%2f|\\\\|%5c)(?:\\.|%2e){1,2}"
          + "(?:/|%2f|\\\\|%5c|[?;]|%3b|$)))(?:[/?]|$)";

  MainFile {
    digests = Map.copyOf(digests);
  }

  /** What is written, with the files of Applications where {@code fileOf} says. */
  String text(Layout layout, Gateway.Settings settings, Function<String, String> fileOf) {
    var head = new StringBuilder("# runtime-agent: changes are undone\n");
    head.append("# generation ").append(generation).append('\n');
    var includes = new StringBuilder();
    new TreeMap<>(digests)
        .forEach((name, digest) -> {
          head.append("# application ").append(name).append(' ').append(digest).append('\n');
          includes.append("    include \"").append(fileOf.apply(name)).append("\";\n");
        });
    return head
        + FRAME
            .replace("@PID@", layout.pid().toString())
            .replace("@ERRORS@", layout.errors().toString())
            .replace("@PLAIN@", PLAIN.replace("\\", "\\\\"))
            .replace("@RESOLVER@", String.join(" ", settings.resolvers()))
            .replace("@CA@", settings.caFile().toString())
            .replace("@PORT@", Integer.toString(settings.port()))
            .replace("@GENERATION_PATH@", GENERATION_PATH)
            .replace("@GENERATION@", generation)
            .replace("@TEMPORARY@", layout.temporary().toString())
            .replace("@RELAY_FOLDER@", layout.relay().toString())
            .replace("@RELAY_NAME@", Relay.NAME)
            .replace("@RELAY@", Relay.text(layout))
            .replace("@INCLUDES@", includes);
  }

  /** What {@code text} says of itself; empty if it does not. */
  static Optional<MainFile> read(String text) {
    var generation = GENERATION.matcher(text);
    if (!generation.find()) {
      return Optional.empty();
    }
    var digests = new TreeMap<String, String>();
    APPLICATION.matcher(text).results().forEach(m -> digests.put(m.group(1), m.group(2)));
    return Optional.of(new MainFile(generation.group(1), digests));
  }

  private static final String FRAME =
      """
      pid "@PID@";
      error_log "@ERRORS@" error;
      worker_processes auto;
      # A request takes four: from the client, to the relay and there from it, to the API.
      worker_rlimit_nofile 8192;
      events {
        worker_connections 4096;
      }
      http {
        access_log off;
        server_tokens off;
        merge_slashes off;
        underscores_in_headers on;
        # A connection that waits for its next request would be closed by a reload, perhaps while
        # that request is on its way.
        keepalive_timeout 0;
        client_max_body_size 0;
        client_body_temp_path "@TEMPORARY@/body";
        proxy_temp_path "@TEMPORARY@/proxy";
        fastcgi_temp_path "@TEMPORARY@/fastcgi";
        scgi_temp_path "@TEMPORARY@/scgi";
        # For want of uwsgi, the folder is that of the relay's socket: nginx gives it to its workers
        # and closes it to everybody else, whoever starts nginx.
        uwsgi_temp_path "@RELAY_FOLDER@";
        geo $runtime_agent_dollar {
          default "$";
        }
        map $request_uri $runtime_agent_plain {
          default "";
          "@PLAIN@" 1;
        }
        map $request_uri $runtime_agent_rest {
          default "";
          "~^(?:/[^/?]*){3}(?<runtime_agent_tail>/[^?]*)" $runtime_agent_tail;
        }
        map $is_args $runtime_agent_and {
          default "";
          "?" "&";
        }
        resolver @RESOLVER@;
        proxy_http_version 1.1;
        proxy_redirect off;
        # An API may not send a request elsewhere, to another API perhaps.
        proxy_ignore_headers X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering
            X-Accel-Charset;
        proxy_request_buffering off;
        proxy_max_temp_file_size 0;
        proxy_headers_hash_max_size 4096;
        proxy_headers_hash_bucket_size 512;
        proxy_ssl_protocols TLSv1.2 TLSv1.3;
        proxy_ssl_verify on;
        proxy_ssl_verify_depth 8;
        proxy_ssl_trusted_certificate "@CA@";
      @RELAY@  server {
          listen 127.0.0.1:@PORT@;
          # The relay tells when an API is silent, and its answers are a little longer.
          proxy_send_timeout 1h;
          proxy_read_timeout 1h;
          proxy_buffer_size 16k;
          proxy_buffers 8 8k;
          location = @GENERATION_PATH@ {
            proxy_set_header RuntimeAgentTarget "@GENERATION@";
            proxy_pass http://@RELAY_NAME@;
          }
          location / {
            return 404;
          }
      @INCLUDES@  }
      }
      """;
}
