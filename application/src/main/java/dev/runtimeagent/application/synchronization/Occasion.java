package dev.runtimeagent.application.synchronization;

/** Why changes are carried out. */
enum Occasion {
  /** A synchronization whose time had come. */
  PERIOD,
  /** Somebody asked for it: what waits is tried at once. */
  REQUEST,
  /** Somebody else changed the Runtime: what was there is put back. */
  DRIFT
}
