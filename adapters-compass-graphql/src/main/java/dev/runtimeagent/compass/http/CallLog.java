package dev.runtimeagent.compass.http;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of calls in the log: never a header, since those hold tokens, and never an answer, since
 * those hold credentials (W-65). What is left are the query, its variables and what came of it.
 *
 * @param queries whether failed calls are told with their query, for everybody to see
 */
public record CallLog(boolean queries) {
  static final String REQUEST_ID = "x-request-id";

  private static final Logger log = LoggerFactory.getLogger(CallLog.class);

  void tell(String url, String requestId, byte[] body, CompassReply<?> reply) {
    var failed = !(reply instanceof Answered<?>);
    var withQuery = failed && queries;
    var level = withQuery ? Level.INFO : Level.DEBUG;
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    var line =
        log.atLevel(level)
            .addKeyValue("url", url)
            .addKeyValue("requestId", requestId)
            .addKeyValue("outcome", reply.getClass().getSimpleName());
    if (failed) {
      line = line.addKeyValue("problem", reply.problem());
    }
    if (withQuery) {
      line = line.addKeyValue("query", new String(body, StandardCharsets.UTF_8));
    }
    line.log("Called Compass");
  }
}
