package dev.runtimeagent.filesystem.runtime;

import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What is remembered of a file, so that it is read again only if it may have changed.
 *
 * @param stamp how it looked from outside
 * @param settled whether a later change must have changed the stamp
 * @param digest of its bytes; empty if they could not be read
 * @param label value of the label {@code app}; empty if there is none
 * @param problem why it is left alone: it cannot be read, or is not what belongs there
 */
record Sighting(
    Stamp stamp, boolean settled, String digest, String label, Optional<String> problem) {

  /** What the digest of an Application and its Secrets is made of. */
  String fingerprint() {
    return stamp.exposed() ? digest + " exposed" : digest;
  }

  /**
   * How a file looks from outside.
   *
   * @param key the inode, in which files replaced by rename differ
   * @param exposed whether others than the owner may have what the owner alone should
   */
  record Stamp(Optional<Object> key, long size, FileTime modified, boolean exposed) {}
}
