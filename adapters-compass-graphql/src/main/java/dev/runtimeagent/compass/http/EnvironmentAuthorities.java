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
 * {@code SSL_CERT_DIR} (B-032): a PEM file, and folders whose files all count. They are read once.
 *
 * @param certificates empty where neither variable is set
 */
public record EnvironmentAuthorities(List<X509Certificate> certificates) {
  private static final Logger log = LoggerFactory.getLogger(EnvironmentAuthorities.class);

  private static final String FILE = "SSL_CERT_FILE";
  private static final String FOLDERS = "SSL_CERT_DIR";

  /** All authorities of the world are a fourth of that. */
  private static final long MOST_BYTES = 1 << 20;

  public EnvironmentAuthorities {
    certificates = List.copyOf(certificates);
  }

  /** Reads what the variables name; what cannot be used is told in the log and left out. */
  public static EnvironmentAuthorities of(Map<String, String> environment) {
    var certificates = new ArrayList<X509Certificate>();
    var file = environment.getOrDefault(FILE, "");
    if (!file.isEmpty()) {
      path(file)
          .map(EnvironmentAuthorities::authorities)
          .filter(found -> !found.isEmpty())
          .ifPresentOrElse(certificates::addAll, () -> warn(FILE, file));
    }
    Arrays.stream(environment.getOrDefault(FOLDERS, "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> files(folder).stream())
        .forEach(path -> certificates.addAll(authorities(path)));
    return new EnvironmentAuthorities(certificates);
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
