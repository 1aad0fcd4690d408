package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.Director.PageRequest;
import java.util.Optional;

/**
 * How much is asked for at once in listings of one kind. It is remembered from one synchronization
 * to the next: what was too large is not fetched in vain each time. After a number of answers more
 * is tried again, after a larger number where that was too much before.
 */
final class PageSize {
  private static final int LARGEST = 200;
  private static final int PATIENCE = 16;
  private static final int LONGEST_PATIENCE = 1024;

  private int first = LARGEST;
  private int nested = LARGEST;
  private int answers;
  private int patience = PATIENCE;
  private boolean grown;

  PageRequest request(Optional<String> after) {
    return new PageRequest(first, after, nested);
  }

  /** Asks for less from now on; false if there is no less. */
  boolean shrink() {
    if (grown) {
      patience = Math.min(2 * patience, LONGEST_PATIENCE);
    }
    grown = false;
    answers = 0;
    if (first > 1) {
      first /= 2;
    } else if (nested > 1) {
      nested /= 2;
    } else {
      return false;
    }
    return true;
  }

  /** Notes that as much as was asked for came. */
  void answered() {
    answers++;
    if (answers >= patience) {
      answers = 0;
      grow();
    }
  }

  private void grow() {
    if (nested < LARGEST) {
      nested = Math.min(2 * nested, LARGEST);
      grown = true;
    } else if (first < LARGEST) {
      first = Math.min(2 * first, LARGEST);
      grown = true;
    } else {
      patience = PATIENCE;
      grown = false;
    }
  }
}
