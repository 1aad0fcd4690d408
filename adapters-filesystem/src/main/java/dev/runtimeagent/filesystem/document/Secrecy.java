package dev.runtimeagent.filesystem.document;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read a file; its folder, if the agent has to make it, alike. */
public enum Secrecy {
  /** Whoever the process' umask lets. */
  OPEN,
  /** The owner alone, from the first byte on. */
  OWNER_ONLY;

  /** Permissions of a file of the owner alone: 0600. */
  static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final FileAttribute<?>[] NONE = {};

  /** Whether {@code permissions} give a file to more than should have it. */
  public boolean isBroken(Set<PosixFilePermission> permissions) {
    return switch (this) {
      case OPEN -> false;
      case OWNER_ONLY -> !OWNER_FILE.containsAll(permissions);
    };
  }

  FileAttribute<?>[] ofFile() {
    return switch (this) {
      case OPEN -> NONE;
      case OWNER_ONLY -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FILE)};
    };
  }

  FileAttribute<?>[] ofFolder() {
    return switch (this) {
      case OPEN -> NONE;
      case OWNER_ONLY ->
          new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FOLDER)};
    };
  }
}
