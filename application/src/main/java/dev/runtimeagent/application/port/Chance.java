package dev.runtimeagent.application.port;

/** For jitter. */
public interface Chance {
  /** A number of [0, 1), evenly spread. */
  double next();
}
