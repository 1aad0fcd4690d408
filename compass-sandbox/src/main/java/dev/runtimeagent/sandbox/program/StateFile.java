package dev.runtimeagent.sandbox.program;

import dev.runtimeagent.sandbox.SandboxState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the sandbox has to know after a restart, in a file for its owner only. */
final class StateFile {

  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  /** The state of the former run; empty if there was none. */
  Optional<SandboxState> load() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Documents.JSON.readValue(Files.readString(file), SandboxState.class));
    } catch (IOException e) {
      throw new IOException(
          file
              + " cannot be read: "
              + Documents.complaint(e)
              + "; delete it to begin anew, which makes stored credentials useless",
          e);
    }
  }

  void save(SandboxState state) {
    try {
      PrivateFiles.write(file, Documents.JSON.writeValueAsString(state));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
