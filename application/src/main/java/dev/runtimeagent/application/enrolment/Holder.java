package dev.runtimeagent.application.enrolment;

/**
 * Who enrols, as written into the journal.
 *
 * @param soleWriter whether every other holder is known to be gone: the store's lock is ours, say
 */
public record Holder(String id, boolean soleWriter) {}
