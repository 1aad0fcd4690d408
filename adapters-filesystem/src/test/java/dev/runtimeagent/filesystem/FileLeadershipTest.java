package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.LeadershipContract;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLeadershipTest implements LeadershipContract {
  @TempDir Path root;

  @Override
  public Leadership contender() {
    return new FileLeadership(new StoreLayout(root), new DurableFiles(), Dial.atNoon());
  }
}
