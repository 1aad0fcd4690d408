package dev.runtimeagent.filesystem;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives each test a store that is not there yet, in a folder of its own. */
public abstract class InStoreFolder {
  @TempDir protected Path root;

  protected StoreLayout layout = new StoreLayout(Path.of(""));

  @BeforeEach
  protected void layOut() {
    layout = new StoreLayout(root.resolve("store"));
  }
}
