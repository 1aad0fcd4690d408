package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.record.Service;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that say nothing delete nothing, and are told apart. */
class OddAnswersTest {
  @RegisterExtension final Scene scene = Scene.usual();

  private static Map<String, FaultAction> answers() {
    var answers = new LinkedHashMap<String, FaultAction>();
    answers.put("empty", Faults.hollowData());
    answers.put("data is null", Faults.nullData());
    answers.put("no data", Faults.emptyData());
    answers.put("timed out", Faults.timedOut());
    answers.put("errors", Faults.partialData());
    answers.put("HTML", Faults.html());
    answers.put("cut off", Faults.truncatedJson());
    answers.put("empty 400", Faults.emptyBadRequest());
    answers.put("429", Faults.rateLimited(Optional.empty()));
    answers.put("too large", Faults.tooLarge());
    return answers;
  }

  @Test
  void deleteNothingAndAreToldApart() throws Exception {
    scene.putApplications(10);
    var agent = scene.synchronize();
    var traces = written();
    var told = new HashSet<String>();
    for (var answer : answers().entrySet()) {
      scene.compass().fault(Fault.always(answer.getValue()).at(Service.DIRECTOR));
      agent.awaitState("Connected");
      var document =
          scene.store().await(d -> Scene.state(d).equals("Connected") && !error(d).isEmpty());
      assertThat(told.add(error(document))).as("%s: %s", answer.getKey(), error(document)).isTrue();
      scene.awaitRequests(1, r -> r.service() == Service.DIRECTOR && r.status() != 0);
      assertThat(written()).as(answer.getKey()).isEqualTo(traces);
      scene.compass().faults().clear();
      agent.ask().resync();
      agent.awaitState("Synchronized");
      scene.store().await(d -> Scene.state(d).equals("Synchronized") && error(d).isEmpty());
    }
    assertThat(written()).isEqualTo(traces);
  }

  private Map<String, String> written() {
    var traces = scene.store().traces();
    traces.remove("connection/compass-connection.yaml");
    return traces;
  }

  private static String error(JsonNode document) {
    return document.at("/status/synchronizationStatus/error").asText();
  }
}
