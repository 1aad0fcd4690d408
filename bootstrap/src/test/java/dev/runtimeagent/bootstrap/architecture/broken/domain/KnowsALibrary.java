package dev.runtimeagent.bootstrap.architecture.broken.domain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks the domain's purity. */
public final class KnowsALibrary {
  public Logger log() {
    return LoggerFactory.getLogger("x");
  }
}
