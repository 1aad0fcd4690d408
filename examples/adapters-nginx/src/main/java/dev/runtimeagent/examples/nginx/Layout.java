package dev.runtimeagent.examples.nginx;

import java.nio.file.Path;

/** Where everything is below the gateway's folder. */
record Layout(Path root) {
  private static final String ENDING = ".conf";

  Path main() {
    return root.resolve("nginx.conf");
  }

  Path applications() {
    return root.resolve("applications");
  }

  Path application(String name) {
    return applications().resolve(name + ENDING);
  }

  /** Where a configuration is looked at by nginx before it takes the place of the old one. */
  Path candidate() {
    return root.resolve("candidate");
  }

  Path candidate(String name) {
    return candidate().resolve(name + ENDING);
  }

  Path candidateMain() {
    return candidate().resolve("nginx.main");
  }

  /** What nginx reads to send a signal to the one that runs. */
  Path signal() {
    return candidate().resolve("signal.main");
  }

  Path pid() {
    return root.resolve("nginx.pid");
  }

  /** nginx names URLs in it, and a URL may have a key among its parameters. */
  Path errors() {
    return root.resolve("error.log");
  }

  Path temporary() {
    return root.resolve("temporary");
  }

  /** nginx makes this folder itself, and so that none but its workers can look into it. */
  Path relay() {
    return temporary().resolve("relay");
  }

  Path socket() {
    return relay().resolve("socket");
  }

  /** The Application that a file of the configuration is of, or would be. */
  static String nameOf(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
  }
}
