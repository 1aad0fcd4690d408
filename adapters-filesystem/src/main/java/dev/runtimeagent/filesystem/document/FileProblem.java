package dev.runtimeagent.filesystem.document;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What keeps a file from being read or written, in words for an operator. */
public final class FileProblem {
  private FileProblem() {}

  /**
   * A sentence.
   *
   * @param deed what was tried, {@code read} for one
   */
  public static String of(String deed, Path path, IOException cause) {
    return "cannot " + deed + " " + path + ": " + reason(cause);
  }

  /** The reason alone, for a sentence that names deed and file already. */
  public static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException _ ->
          "permission denied; the agent's user needs access to the file and its folder";
      case NoSuchFileException _ -> "no such file or folder";
      case FileSystemLoopException _ -> "its links lead in a circle";
      case ClosedByInterruptException _ -> "interrupted";
      case NotDirectoryException _ -> "it is no folder; move it away";
      case FileAlreadyExistsException _ -> "something else has that name; move it away";
      case DirectoryNotEmptyException _ -> "it is a folder, with files in it; move it away";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case FileSystemException e -> e.getClass().getSimpleName();
      default -> cause.getMessage() == null ? "input or output failed" : cause.getMessage();
    };
  }
}
