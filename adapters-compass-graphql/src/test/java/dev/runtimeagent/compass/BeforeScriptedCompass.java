package dev.runtimeagent.compass;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives each test a Compass that answers what it is told to. */
public abstract class BeforeScriptedCompass {
  protected ScriptedCompass compass;

  @BeforeEach
  protected void startCompass(@TempDir Path folder) throws IOException {
    compass = new ScriptedCompass(folder);
  }

  @AfterEach
  protected void stopCompass() {
    compass.close();
  }
}
