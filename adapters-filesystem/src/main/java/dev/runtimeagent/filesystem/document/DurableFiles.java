package dev.runtimeagent.filesystem.document;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files whole or not at all: aside in the same folder, synced, renamed, the folder synced.
 * Uses streams, not channels, since an interrupted thread has to finish what it began to store.
 */
public final class DurableFiles {
  /** Files being written: hidden, and without the ending of documents. */
  private static final Pattern ASIDE = Pattern.compile("\\.writing-([0-9]{1,18})-[0-9]+\\.tmp");

  private static final Logger log = LoggerFactory.getLogger(DurableFiles.class);
  private static final int REHEARSED_SIZE = 16 * 1024;

  private final long pid = ProcessHandle.current().pid();
  private final AtomicLong counter = new AtomicLong();
  private final Map<Path, FolderSync> folders = new ConcurrentHashMap<>();

  /** Puts {@code content} in place of whatever file is at {@code target}. */
  public void write(Path target, byte[] content, Secrecy secrecy) throws IOException {
    put(target, content, secrecy);
    syncOf(folderOf(target)).sync();
  }

  /**
   * As {@link #write}, but the rename may still be lost with the machine's power until {@link
   * #sync}: for several files of one folder, which then cost one sync of it.
   */
  public void put(Path target, byte[] content, Secrecy secrecy) throws IOException {
    put(target, content, secrecy, () -> true);
  }

  /** As {@link #write}, if {@code stands} right before the rename; answers whether it did. */
  boolean writeIf(Condition stands, Path target, byte[] content, Secrecy secrecy)
      throws IOException {
    var written = put(target, content, secrecy, stands);
    syncOf(folderOf(target)).sync();
    return written;
  }

  /** What has to be so when a file takes its place. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  private boolean put(Path target, byte[] content, Secrecy secrecy, Condition stands)
      throws IOException {
    var folder = folderOf(target);
    makeFolder(folder, secrecy);
    var aside = writeAside(folder, content, secrecy);
    try {
      if (!stands.holds()) {
        Files.delete(aside);
        return false;
      }
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  /** Makes durable what was renamed or removed in {@code folder}. */
  public void sync(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      syncOf(folder.toAbsolutePath()).sync();
    }
  }

  /** Removes a file; its absence is a success. */
  public void delete(Path target) throws IOException {
    if (Files.deleteIfExists(target)) {
      syncOf(folderOf(target)).sync();
    }
  }

  /** Takes from others what they may not have; a file that is as it should be is left alone. */
  public void restrict(Path target, Secrecy secrecy) throws IOException {
    var view =
        Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      var permissions = view.readAttributes().permissions();
      if (secrecy.isBroken(permissions)) {
        view.setPermissions(Secrecy.OWNER_FILE);
        log.atWarn()
            .addKeyValue("file", target)
            .addKeyValue("permissions", PosixFilePermissions.toString(permissions))
            .log("File with secrets was open to others, and is its owner's alone again");
      }
    } catch (NoSuchFileException _) {
      // What somebody removed since it was read is open to nobody.
    }
  }

  /** Does all of a write but the rename, and says what kept it from working. */
  public Optional<String> rehearse(Path target, Secrecy secrecy) {
    if (Files.isDirectory(target)) {
      return Optional.of("cannot write " + target + ": there is a folder of that name");
    }
    try {
      var folder = folderOf(target);
      makeFolder(folder, secrecy);
      Files.delete(writeAside(folder, new byte[REHEARSED_SIZE], secrecy));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileProblem.of("write", target, e));
    }
  }

  /** Removes what a process that is gone left half-written in {@code folder}. */
  public void sweep(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder, ".writing-*.tmp")) {
      for (var file : files) {
        var name = ASIDE.matcher(file.getFileName().toString());
        if (name.matches() && !isWrittenByAnother(Long.parseLong(name.group(1)))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** In a container our own pid is often that of the former life. */
  private boolean isWrittenByAnother(long writer) {
    return writer != pid && ProcessHandle.of(writer).isPresent();
  }

  private Path writeAside(Path folder, byte[] content, Secrecy secrecy) throws IOException {
    var aside = folder.resolve(".writing-" + pid + "-" + counter.incrementAndGet() + ".tmp");
    Files.createFile(aside, secrecy.ofFile());
    try (var out = new FileOutputStream(aside.toFile())) {
      out.write(content);
      out.getFD().sync();
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
    return aside;
  }

  private void makeFolder(Path folder, Secrecy secrecy) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    var parent = folderOf(folder);
    makeFolder(parent, Secrecy.OPEN);
    try {
      Files.createDirectory(folder, secrecy.ofFolder());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    syncOf(parent).sync();
  }

  private FolderSync syncOf(Path folder) {
    return folders.computeIfAbsent(folder, FolderSync::new);
  }

  private static Path folderOf(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is in no folder");
    }
    return folder;
  }
}
