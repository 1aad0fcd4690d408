/**
 * Applications as Compass lists them, and the proof that a listing is complete. What becomes of
 * them in a Runtime is next door in {@code plan}.
 */
@NullMarked
package dev.runtimeagent.domain.catalog;

import org.jspecify.annotations.NullMarked;
