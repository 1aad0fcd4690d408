package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
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

  @Override
  public void putForeign(String name) throws IOException {
    Files.createDirectories(gateway().layout().applications());
    Files.writeString(gateway().layout().application(name), "somebody else's");
  }

  @Override
  public Map<String, String> traces() throws IOException {
    var traces = new TreeMap<String, String>();
    var applications = gateway().layout().applications();
    if (Files.isDirectory(applications)) {
      try (var files = Files.list(applications)) {
        for (var file : files.toList()) {
          traces.put(
              file.toString(), Files.getAttribute(file, "unix:ctime") + Files.readString(file));
        }
      }
    }
    return traces;
  }

  /** The Application's file takes its place, and the main file that names it cannot. */
  @Override
  public void breakWrites() throws IOException {
    var main = gateway().layout().main();
    Files.createDirectories(main.getParent());
    Files.deleteIfExists(main);
    Files.createDirectories(main.resolve("in the way"));
  }

  @Override
  public void mendWrites() throws IOException {
    Files.delete(gateway().layout().main().resolve("in the way"));
    Files.delete(gateway().layout().main());
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
