package dev.runtimeagent.filesystem.runtime;

import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.FileProblem;
import dev.runtimeagent.filesystem.document.MalformedYaml;
import dev.runtimeagent.filesystem.document.Secrecy;
import dev.runtimeagent.filesystem.document.Yaml;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests of one folder, {@code <name>.yaml} each. Links are not followed, and no name leads
 * out of the folder.
 *
 * <p>A file is read again if its inode, size or time of change differ from what was seen. That is
 * safe once a file's time was older than {@link #TICKS} when it was read: a later change then gets
 * another time, even where the file system's clock is coarse. Before, the bytes are read and their
 * digest compared. What we wrote is trusted at once: it has an inode of its own, and only an edit
 * in place, of equal size and within the tick of our write, would look the same. Such changes, and
 * those that hide their time, are found by reading all bytes every {@link #ALL_ANEW}.
 */
final class ManifestFolder {
  private static final Logger log = LoggerFactory.getLogger(ManifestFolder.class);

  private static final Duration TICKS = Duration.ofSeconds(2);
  private static final Duration ALL_ANEW = Duration.ofMinutes(10);
  private static final String ENDING = ".yaml";

  private final Path root;
  private final Path folder;
  private final Secrecy secrecy;
  private final DurableFiles files;
  private final Clock clock;
  private final ManifestCheck check;
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> names = new ConcurrentHashMap<>();
  private volatile Instant allAnew = Instant.MIN;

  /** Says of a manifest found under a name what belongs there, or why it does not. */
  @FunctionalInterface
  interface ManifestCheck {
    /** The value of the label {@code app}, or empty text. */
    Parsed<String> label(String name, Map<String, @Nullable Object> manifest);
  }

  ManifestFolder(
      Path root,
      Path folder,
      Secrecy secrecy,
      DurableFiles files,
      Clock clock,
      ManifestCheck check) {
    this.root = root;
    this.folder = folder;
    this.secrecy = secrecy;
    this.files = files;
    this.clock = clock;
    this.check = check;
  }

  /**
   * All that is there.
   *
   * @param manifests those that had to be read, to be used before they are forgotten
   */
  record Scan(
      Map<String, Sighting> sightings, Map<String, Map<String, @Nullable Object>> manifests) {

    /** Names by label, without those that are open to others: they are not as they should be. */
    Map<String, List<String>> namesByLabel() {
      return sightings.entrySet().stream()
          .filter(entry -> !entry.getValue().stamp().exposed())
          .collect(
              Collectors.groupingBy(
                  entry -> entry.getValue().label(),
                  Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }
  }

  Path path(String name) {
    return folder.resolve(name + ENDING);
  }

  /** Looks at every file. */
  Scan scan() throws IOException {
    checkInside();
    var now = clock.now();
    var anew = Duration.between(allAnew, now).compareTo(ALL_ANEW) > 0;
    var seen = new HashMap<String, Sighting>();
    var manifests = new HashMap<String, Map<String, @Nullable Object>>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var file = entry.getFileName().toString();
        if (isDocument(file)) {
          var name = nameOf(file);
          look(name, anew, manifests).ifPresent(sighting -> seen.put(name, sighting));
        }
      }
    } catch (NoSuchFileException _) {
      // Nothing was ever written.
    }
    for (var name : Set.copyOf(sightings.keySet())) {
      if (!seen.containsKey(name)) {
        forget(name);
      }
    }
    allAnew = anew ? now : allAnew;
    return new Scan(seen, manifests);
  }

  /** Looks at one file; empty if there is none. */
  Optional<Sighting> look(String name) throws IOException {
    return look(name, false, new HashMap<>());
  }

  /** What is there with that label, as far as it was seen, looked at anew. */
  Map<String, Sighting> labelled(String label) throws IOException {
    if (allAnew.equals(Instant.MIN)) {
      scan();
    }
    var found = new TreeMap<String, Sighting>();
    for (var name : names.getOrDefault(label, Set.of())) {
      look(name)
          .filter(sighting -> sighting.label().equals(label))
          .ifPresent(sighting -> found.put(name, sighting));
    }
    return found;
  }

  /** Reads a manifest; empty if there is none, or it cannot be read. */
  Optional<Map<String, @Nullable Object>> read(String name) {
    try {
      return Optional.of(Yaml.parse(bytes(path(name))));
    } catch (IOException | MalformedYaml _) {
      return Optional.empty();
    }
  }

  /**
   * Stores a manifest, durable with the next {@link #sync}, and answers the digest of its bytes.
   */
  String put(String name, Map<String, ?> manifest, String label) throws IOException {
    checkInside();
    if (!ManifestNames.isFileName(name)) {
      throw new IOException("\"" + name + "\" is no name for a file");
    }
    var bytes = Yaml.text(manifest);
    var path = path(name);
    files.put(path, bytes, secrecy);
    var digest = Sha256.hex(bytes);
    remember(name, new Sighting(stamp(path), true, digest, label, Optional.empty()));
    return digest;
  }

  /** Removes a manifest, for good with the next {@link #sync}. */
  void remove(String name) throws IOException {
    checkInside();
    if (ManifestNames.isFileName(name)) {
      Files.deleteIfExists(path(name));
    }
    forget(name);
  }

  void sync() throws IOException {
    files.sync(folder);
  }

  /**
   * Whether {@code path} is this folder, or a document in it that is not as it was seen last, be it
   * by reading or by writing it.
   */
  boolean isNews(Path path) {
    var file = String.valueOf(path.getFileName());
    if (!folder.equals(path.getParent()) || !isDocument(file)) {
      return folder.equals(path);
    }
    var known = Optional.ofNullable(sightings.get(nameOf(file))).map(Sighting::stamp);
    try {
      return !known.equals(Optional.of(stamp(path)));
    } catch (NoSuchFileException _) {
      return known.isPresent();
    } catch (IOException _) {
      return true;
    }
  }

  private static boolean isDocument(String file) {
    return file.endsWith(ENDING) && !file.startsWith(".");
  }

  private static String nameOf(String file) {
    return file.substring(0, file.length() - ENDING.length());
  }

  /** Makes sure that only the owner can read, where that is asked for. */
  void restrict(String name) throws IOException {
    files.restrict(path(name), secrecy);
  }

  private Optional<Sighting> look(
      String name, boolean anew, Map<String, Map<String, @Nullable Object>> manifests)
      throws IOException {
    var path = path(name);
    try {
      var attributes =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      var stamp = stamp(attributes);
      var known = Optional.ofNullable(sightings.get(name)).filter(s -> s.stamp().equals(stamp));
      if (known.isPresent() && known.get().settled() && !anew) {
        return known;
      }
      var settled =
          Duration.between(stamp.modified().toInstant(), clock.now()).compareTo(TICKS) > 0;
      var sighting =
          attributes.isRegularFile()
              ? readAgain(name, stamp, settled, known, manifests)
              : unusable(stamp, settled, "", path + " is no regular file; links are not followed");
      remember(name, sighting);
      return Optional.of(sighting);
    } catch (NoSuchFileException _) {
      forget(name);
      return Optional.empty();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      var stamp = new Sighting.Stamp(Optional.empty(), 0, FileTime.fromMillis(0), false);
      var sighting = unusable(stamp, false, "", FileProblem.of("read", path, e));
      remember(name, sighting);
      return Optional.of(sighting);
    }
  }

  private Sighting readAgain(
      String name,
      Sighting.Stamp stamp,
      boolean settled,
      Optional<Sighting> known,
      Map<String, Map<String, @Nullable Object>> manifests)
      throws IOException {
    var path = path(name);
    if (stamp.size() > Yaml.LARGEST) {
      return unusable(stamp, settled, "", path + " is too large to be read");
    }
    var bytes = bytes(path);
    var digest = Sha256.hex(bytes);
    if (known.isPresent() && known.get().digest().equals(digest)) {
      return new Sighting(stamp, settled, digest, known.get().label(), known.get().problem());
    }
    try {
      var manifest = Yaml.parse(bytes);
      return switch (ManifestNames.isFileName(name)
          ? check.label(name, manifest)
          : new Parsed.Bad<String>("its name is not one the agent would give")) {
        case Parsed.Good(var label) -> {
          manifests.put(name, manifest);
          yield new Sighting(stamp, settled, digest, label, Optional.empty());
        }
        case Parsed.Bad(var problem) -> unusable(stamp, settled, digest, path + ": " + problem);
      };
    } catch (MalformedYaml e) {
      return unusable(stamp, settled, digest, path + " " + e.problem());
    }
  }

  /** Each problem is told once, as long as it lasts. */
  private void remember(String name, Sighting sighting) {
    var before = Optional.ofNullable(sightings.put(name, sighting));
    before.filter(b -> !b.label().equals(sighting.label())).ifPresent(b -> unlabel(name, b));
    if (!sighting.label().isEmpty()) {
      names.compute(sighting.label(), (_, all) -> with(all, name));
    }
    if (sighting.problem().isPresent()
        && !sighting.problem().equals(before.flatMap(Sighting::problem))) {
      log.atWarn()
          .addKeyValue("file", path(name))
          .addKeyValue("problem", sighting.problem().get())
          .log("File is left alone");
    }
  }

  private static Set<String> with(@Nullable Set<String> all, String name) {
    var names = all == null ? ConcurrentHashMap.<String>newKeySet() : all;
    names.add(name);
    return names;
  }

  private void forget(String name) {
    Optional.ofNullable(sightings.remove(name)).ifPresent(sighting -> unlabel(name, sighting));
  }

  private void unlabel(String name, Sighting sighting) {
    names.computeIfPresent(
        sighting.label(),
        (_, all) -> {
          all.remove(name);
          return all.isEmpty() ? null : all;
        });
  }

  /** The folder may be a link, but not one out of the store. */
  private void checkInside() throws IOException {
    if (Files.isSymbolicLink(folder)
        && Files.exists(folder)
        && !folder.toRealPath().startsWith(root.toRealPath())) {
      throw new FileSystemException(
          folder.toString(), null, "the folder is a link that leads out of the store");
    }
  }

  private static Sighting unusable(
      Sighting.Stamp stamp, boolean settled, String digest, String problem) {
    return new Sighting(stamp, settled, digest, "", Optional.of(problem));
  }

  private static byte[] bytes(Path path) throws IOException {
    try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    }
  }

  private Sighting.Stamp stamp(Path path) throws IOException {
    return stamp(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private Sighting.Stamp stamp(PosixFileAttributes attributes) {
    return new Sighting.Stamp(
        Optional.ofNullable(attributes.fileKey()),
        attributes.size(),
        attributes.lastModifiedTime(),
        secrecy.isBroken(attributes.permissions()));
  }
}
