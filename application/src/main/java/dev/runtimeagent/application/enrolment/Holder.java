package dev.runtimeagent.application.enrolment;

import java.time.Duration;

/**
 * Who enrols, as written into the journal.
 *
 * @param soleWriter whether every other holder is known to be gone: the store's lock is ours, say
 */
public record Holder(String id, boolean soleWriter) {
  /** So long a phase belongs to whoever wrote it, unless that is known to be gone (design, 4). */
  static final Duration GRACE = Duration.ofSeconds(35);
}
