package dev.runtimeagent.compass;

import dev.runtimeagent.application.port.CompassFixture;
import dev.runtimeagent.application.port.ConnectorContract;
import dev.runtimeagent.application.port.DirectorContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class CompassOverTlsTest implements ConnectorContract, DirectorContract {
  private SandboxFixture compass;

  @BeforeEach
  void start(@TempDir Path folder) {
    compass = new SandboxFixture(folder);
  }

  @AfterEach
  void stop() {
    compass.close();
  }

  @Override
  public CompassFixture compass() {
    return compass;
  }
}
