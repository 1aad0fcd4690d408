package dev.runtimeagent.filesystem.document;

import dev.runtimeagent.application.form.Manifest;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document in one file, of which {@code form} says whether it can be understood. Its version is
 * a digest of its bytes. What cannot be understood is kept beside before it is replaced, and the
 * file itself is there all the while: that is no deletion.
 */
public final class DocumentFile<T> {
  private static final Logger log = LoggerFactory.getLogger(DocumentFile.class);

  private final Path path;
  private final Secrecy secrecy;
  private final DurableFiles files;
  private final WriteLock lock;
  private final Function<Map<String, @Nullable Object>, Parsed<T>> form;

  public DocumentFile(
      Path path,
      Secrecy secrecy,
      DurableFiles files,
      WriteLock lock,
      Function<Map<String, @Nullable Object>, Parsed<T>> form) {
    this.path = path;
    this.secrecy = secrecy;
    this.files = files;
    this.lock = lock;
    this.form = form;
  }

  public Path path() {
    return path;
  }

  public Stored<T> read() {
    try {
      var now = look();
      if (now.stored instanceof Stored.Found<T>) {
        restrict();
      }
      return now.stored;
    } catch (IOException e) {
      return new Stored.Unreadable<>(FileProblem.of("read", path, e));
    }
  }

  /** What others may read can be read here as well. */
  private void restrict() {
    try {
      files.restrict(path, secrecy);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("problem", FileProblem.of("take from others", path, e))
          .log("File with secrets is open to others");
    }
  }

  /** Replaces the document by {@code change} of it, if it still is as {@code expected}. */
  public Writing write(UnaryOperator<Map<String, @Nullable Object>> change, String expected) {
    return ifStill(Optional.of(expected), now -> replace(now, change, () -> isAs(now)));
  }

  /** Replaces the document by {@code change} of it, whatever it is. */
  public Writing overwrite(UnaryOperator<Map<String, @Nullable Object>> change) {
    return ifStill(Optional.empty(), now -> replace(now, change, () -> true));
  }

  /** Removes the document, if it still is as {@code expected}. */
  public Writing delete(String expected) {
    return ifStill(Optional.of(expected), _ -> remove());
  }

  /** Removes the document, whatever it is; makes no store where there is none. */
  public Writing delete() {
    return Files.notExists(path)
        ? new Writing.Written(Writing.ABSENT)
        : ifStill(Optional.empty(), _ -> remove());
  }

  /** What would keep a write from working. */
  public Optional<String> rehearse() {
    return switch (read()) {
      case Stored.Found<T> _, Stored.Missing<T> _ -> files.rehearse(path, secrecy);
      case Stored.Unreadable<T>(var problem) -> Optional.of(problem);
    };
  }

  @FunctionalInterface
  private interface Deed<T> {
    Writing on(Look<T> now) throws IOException;
  }

  private Writing ifStill(Optional<String> expected, Deed<T> deed) {
    try {
      return lock.hold(() -> {
        var now = look();
        return expected.isPresent() && !expected.get().equals(now.version)
            ? new Writing.Conflict()
            : deed.on(now);
      });
    } catch (IOException e) {
      return new Writing.Failed(FileProblem.of("write", path, e));
    }
  }

  private Writing replace(
      Look<T> now,
      UnaryOperator<Map<String, @Nullable Object>> change,
      DurableFiles.Condition stands)
      throws IOException {
    var newer = Yaml.text(change.apply(now.tree));
    if (now.version.equals(Writing.DAMAGED)) {
      files.write(beside(now.bytes), now.bytes, secrecy);
    }
    if (Arrays.equals(newer, now.bytes)) {
      files.restrict(path, secrecy);
    } else if (!files.writeIf(stands, path, newer, secrecy)) {
      return new Writing.Conflict();
    }
    return new Writing.Written(version(newer));
  }

  /** Operators hold no lock: what they remove while the new text is written stays removed. */
  private boolean isAs(Look<T> before) throws IOException {
    return look().version.equals(before.version);
  }

  private Writing remove() throws IOException {
    files.delete(path);
    return new Writing.Written(Writing.ABSENT);
  }

  private Path beside(byte[] bytes) {
    return path.resolveSibling(path.getFileName() + ".damaged-" + version(bytes).substring(0, 8));
  }

  /** What is there at one moment; no bytes if there is no file. */
  private static final class Look<T> {
    private final Stored<T> stored;
    private final String version;
    private final Map<String, @Nullable Object> tree;
    private final byte[] bytes;

    private Look(
        Stored<T> stored, String version, Map<String, @Nullable Object> tree, byte[] bytes) {
      this.stored = stored;
      this.version = version;
      this.tree = tree;
      this.bytes = bytes;
    }
  }

  private Look<T> look() throws IOException {
    byte[] bytes;
    try {
      bytes = readAll();
    } catch (NoSuchFileException _) {
      mayBeMissing(path);
      return new Look<>(new Stored.Missing<>(), Writing.ABSENT, Manifest.empty(), new byte[0]);
    }
    try {
      var tree = Yaml.parse(bytes);
      return switch (form.apply(tree)) {
        case Parsed.Good<T>(var content) -> {
          var version = version(bytes);
          yield new Look<>(new Stored.Found<>(content, version), version, tree, bytes);
        }
        case Parsed.Bad<T>(var problem) -> damaged(": " + problem, tree, bytes);
      };
    } catch (MalformedYaml e) {
      return damaged(" " + e.problem(), Manifest.empty(), bytes);
    }
  }

  /** What lies beneath a file is told to be missing, too, and that says nothing. */
  private static void mayBeMissing(Path path) throws IOException {
    var folder = path.getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder; move it away");
    }
  }

  private Look<T> damaged(String problem, Map<String, @Nullable Object> tree, byte[] bytes) {
    return new Look<>(
        new Stored.Unreadable<>(path + problem + "; mend the file, or move it away"),
        Writing.DAMAGED,
        tree,
        bytes);
  }

  private byte[] readAll() throws IOException {
    if (Files.size(path) > Yaml.LARGEST) {
      throw new IOException("it is larger than any document of the agent");
    }
    return Files.readAllBytes(path);
  }

  private static String version(byte[] bytes) {
    return Sha256.hex(bytes);
  }
}
