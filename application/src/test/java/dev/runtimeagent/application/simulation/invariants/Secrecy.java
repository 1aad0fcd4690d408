package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** No token, key or password is in any text that leaves the agent, or that a log would show. */
final class Secrecy extends Invariant {
  /** Tokens, keys, and the credentials of Applications, each of which bears a mark. */
  private static final Pattern SECRET =
      Pattern.compile("token-[0-9a-f]{8}-|PRIVATE KEY|canary-[0-9a-f]{8}-");

  Secrecy(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("EventRecorder.record")) {
      var event = call.argument(AgentEvent.class);
      look("an event", event.reason() + event.message() + event.details());
    } else if (call.is("EventRecorder.bug")) {
      look("a report of a defect", call.argument(String.class));
    } else if (call.is("ConnectionDocuments.write")) {
      look("the connection document", call.argument(ConnectionDocument.class).toString());
    } else if (call.is("EnrolmentJournal.save") || call.is("CredentialStore.save")) {
      look("what a log would show of " + call.name(), String.valueOf(call.arguments().getFirst()));
    }
  }

  @Override
  protected void settled() {
    world()
        .life()
        .flatMap(life -> life.supervisor().state())
        .filter(_ -> world().time().steps() % 64 == 0)
        .ifPresent(state -> look("the state", state.toString()));
  }

  private void look(String where, @Nullable String text) {
    var found = SECRET.matcher(String.valueOf(text));
    if (found.find()) {
      broken("%s holds a secret: …%s…", where, found.group());
    }
  }
}
