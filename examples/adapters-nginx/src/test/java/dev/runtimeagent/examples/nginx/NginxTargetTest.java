package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The target keeps to what every target keeps to. */
@ExtendWith(NeedsNginx.class)
class NginxTargetTest implements ApplicationTargetContract {
  @TempDir private Path folder;
  private Optional<TestGateway> gateway = Optional.empty();

  @AfterEach
  void stop() throws IOException {
    if (gateway.isPresent()) {
      gateway.get().close();
    }
  }

  @Override
  public ApplicationTarget open() {
    return gateway().target();
  }

  @Override
  public void alter(String name) throws IOException {
    edit(name, "# described ", "# described 0");
  }

  @Override
  public void alterSecretOf(String name) throws IOException {
    edit(name, "header value", "another value");
  }

  @Override
  public void takeAway(String name) throws IOException {
    Files.delete(gateway().layout().application(name));
  }

  /** An nginx up to 1.22 makes a TLS context for each location; these would take it 15 minutes. */
  @Override
  @Test
  public void holdsAThousand() {
    Assumptions.abort("takes too long with the nginx of today's distributions, see the README");
  }

  private void edit(String name, String from, String to) throws IOException {
    var file = gateway().layout().application(name);
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private TestGateway gateway() {
    var present = gateway.orElseGet(() -> TestGateway.in(folder.resolve("gateway")));
    gateway = Optional.of(present);
    return present;
  }
}
