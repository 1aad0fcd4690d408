package dev.runtimeagent.compass.http;

import dev.runtimeagent.compass.crypto.X509;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorities beside the platform's, as the Go agent takes them from {@code SSL_CERT_FILE} and
 * {@code SSL_CERT_DIR} (B-032): a PEM file, and folders whose files all count. They are read once,
 * and not before they are needed: folders like that hold hundreds of files.
 */
public final class EnvironmentAuthorities {
  private static final Logger log = LoggerFactory.getLogger(EnvironmentAuthorities.class);

  private static final String FILE = "SSL_CERT_FILE";
  private static final String FOLDERS = "SSL_CERT_DIR";

  /** All authorities of the world are a fourth of that. */
  private static final long MOST_BYTES = 1 << 20;

  private final String file;
  private final String folders;
  private Optional<List<X509Certificate>> certificates = Optional.empty();

  private EnvironmentAuthorities(String file, String folders) {
    this.file = file;
    this.folders = folders;
  }

  /** Those that the variables name. */
  public static EnvironmentAuthorities of(Map<String, String> environment) {
    return new EnvironmentAuthorities(
        environment.getOrDefault(FILE, ""), environment.getOrDefault(FOLDERS, ""));
  }

  /** Empty where neither variable is set; what cannot be used is told in the log and left out. */
  synchronized List<X509Certificate> certificates() {
    var read = certificates.orElseGet(this::read);
    certificates = Optional.of(read);
    return read;
  }

  private List<X509Certificate> read() {
    var found = new ArrayList<X509Certificate>();
    if (!file.isEmpty()) {
      path(file)
          .map(EnvironmentAuthorities::authorities)
          .filter(ofFile -> !ofFile.isEmpty())
          .ifPresentOrElse(found::addAll, () -> warn(FILE, file));
    }
    Arrays.stream(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> files(folder).stream())
        .forEach(path -> found.addAll(authorities(path)));
    return List.copyOf(found);
  }

  private static List<Path> files(String folder) {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder))) {
      entries.forEach(files::add);
    } catch (IOException | InvalidPathException _) {
      warn(FOLDERS, folder);
    }
    return files;
  }

  private static List<X509Certificate> authorities(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
          ? X509.read(Files.readString(file))
          : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static void warn(String setting, String path) {
    log.atWarn()
        .addKeyValue("setting", setting)
        .addKeyValue("path", path)
        .log("Authorities that the environment names cannot be read and are left out");
  }
}
