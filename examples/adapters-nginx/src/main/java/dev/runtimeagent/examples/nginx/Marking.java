package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.Contents;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The comment that a file of ours begins with. By it a file is told from a foreign one, and it says
 * what the configuration below does not.
 *
 * @param described digest of what Compass says beside what is served, so that it is compared, too
 */
record Marking(String id, String described, Set<String> entries, Set<String> credentialBundles) {
  private static final String FIRST = "# runtime-agent: an Application; changes are undone";
  private static final String ID = "# id ";
  private static final String DESCRIBED = "# described ";
  private static final String ENTRY = "# entry ";
  private static final String CREDENTIALS = "# credentials ";

  static Marking of(Application application) {
    var contents = Contents.of(application);
    var described = Sha256.hex(application.name() + "\n" + application.description().orElse(""));
    return new Marking(
        application.id(), described, contents.entries(), contents.credentialBundles());
  }

  String text() {
    var text = new StringBuilder(FIRST).append('\n');
    line(text, ID, id);
    line(text, DESCRIBED, described);
    new TreeSet<>(entries).forEach(entry -> line(text, ENTRY, entry));
    new TreeSet<>(credentialBundles).forEach(bundle -> line(text, CREDENTIALS, bundle));
    return text.toString();
  }

  /** Empty for a file that is not ours, or whose marking somebody spoilt. */
  static Optional<Marking> read(String text) {
    if (!text.startsWith(FIRST + "\n")) {
      return Optional.empty();
    }
    var entries = new HashSet<String>();
    var credentials = new HashSet<String>();
    var id = "";
    var described = "";
    for (var line : text.lines().skip(1).takeWhile(l -> l.startsWith("# ")).toList()) {
      if (line.startsWith(ID)) {
        id = decode(line, ID);
      } else if (line.startsWith(DESCRIBED)) {
        described = decode(line, DESCRIBED);
      } else if (line.startsWith(ENTRY)) {
        entries.add(decode(line, ENTRY));
      } else if (line.startsWith(CREDENTIALS)) {
        credentials.add(decode(line, CREDENTIALS));
      }
    }
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new Marking(id, described, entries, credentials));
  }

  /** Encoded, so that no id can end the line. */
  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('\n');
  }

  private static String decode(String line, String key) {
    try {
      return URLDecoder.decode(line.substring(key.length()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
