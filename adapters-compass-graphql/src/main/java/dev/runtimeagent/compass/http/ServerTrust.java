package dev.runtimeagent.compass.http;

import dev.runtimeagent.compass.crypto.X509;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which servers are Compass: those that a file of certificates vouches for, or the platform's
 * store, or the environment's authorities. The file is looked at before each call and read again
 * when it has changed.
 */
public final class ServerTrust {
  private static final Logger log = LoggerFactory.getLogger(ServerTrust.class);

  /** What told one content of the file from another. */
  private record Mark(FileTime modified, long size, @Nullable Object file) {}

  private final Optional<Path> authorities;
  private final EnvironmentAuthorities others;
  private final Optional<Consumer<TrustFinding>> findings;
  private Optional<Mark> seen = Optional.empty();
  private ServerVerification current;

  private ServerTrust(
      Optional<Path> authorities,
      EnvironmentAuthorities others,
      Optional<Consumer<TrustFinding>> findings) {
    this.authorities = authorities;
    this.others = others;
    this.findings = findings;
    this.current = new ServerVerification(List.of(), Optional.empty(), others);
  }

  /** Verifies servers against the platform's store, others and, if given, a PEM file. */
  public static ServerTrust verifying(Optional<Path> authorities, EnvironmentAuthorities others) {
    return new ServerTrust(authorities, others, Optional.empty());
  }

  /**
   * Trusts every server, but tells at each handshake what verification would have found.
   *
   * @param findings called from the thread of the call
   */
  public static ServerTrust skipping(
      Optional<Path> authorities, EnvironmentAuthorities others, Consumer<TrustFinding> findings) {
    return new ServerTrust(authorities, others, Optional.of(findings));
  }

  /** Where findings go if verification is skipped. */
  Optional<Consumer<TrustFinding>> findings() {
    return findings;
  }

  /** The verification to use now; the same object as long as the file is the same. */
  synchronized ServerVerification current() {
    authorities.ifPresent(this::refresh);
    return current;
  }

  private void refresh(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var mark = new Mark(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      if (seen.filter(mark::equals).isPresent()) {
        return;
      }
      var certificates = X509.read(Files.readString(file));
      seen = Optional.of(mark);
      if (certificates.isEmpty()) {
        keep(file, "it holds no certificate that can be read");
      } else {
        replace(certificates);
      }
    } catch (NoSuchFileException _) {
      seen = Optional.empty();
      keep(file, "there is no such file");
    } catch (IOException e) {
      seen = Optional.empty();
      keep(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void replace(List<X509Certificate> certificates) {
    current = new ServerVerification(certificates, Optional.empty(), others);
    log.atInfo()
        .addKeyValue("certificates", certificates.size())
        .log("Read authorities of Compass");
  }

  /** Goes on with what was read before, which is better than nothing, and says so. */
  private void keep(Path file, String reason) {
    var problem = "the file of authorities " + file + " is not usable: " + reason;
    if (!Objects.equals(current.fileProblem().orElse(""), problem)) {
      current = new ServerVerification(current.authorities(), Optional.of(problem), others);
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", reason)
          .log("File of authorities is not usable");
    }
  }
}
