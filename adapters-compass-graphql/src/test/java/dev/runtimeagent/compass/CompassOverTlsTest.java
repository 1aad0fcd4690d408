package dev.runtimeagent.compass;

import dev.runtimeagent.application.port.CompassFixture;
import dev.runtimeagent.application.port.ConnectorContract;
import dev.runtimeagent.application.port.DirectorContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class CompassOverTlsTest implements ConnectorContract, DirectorContract {
  private static SandboxFixture compass;

  @BeforeAll
  static void start(@TempDir Path folder) {
    compass = new SandboxFixture(folder);
  }

  @AfterAll
  static void stop() {
    compass.close();
  }

  @BeforeEach
  void reset() {
    compass.reset();
  }

  @Override
  public CompassFixture compass() {
    return compass;
  }
}
