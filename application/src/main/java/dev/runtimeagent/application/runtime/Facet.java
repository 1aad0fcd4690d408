package dev.runtimeagent.application.runtime;

import java.util.Locale;

/** One of the two sides of a Runtime, which may be of different kinds. */
public enum Facet {
  /** Where configuration, credentials, connection document and journal are, and who leads. */
  HOME,
  /** What Applications become. */
  TARGET;

  /** In words, for messages. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
