/**
 * YAML documents as files: read with what is wrong in words, written aside, synced and renamed,
 * watched until they are at rest. What is in them is the concern of the packages around.
 */
@NullMarked
package dev.runtimeagent.filesystem.document;

import org.jspecify.annotations.NullMarked;
