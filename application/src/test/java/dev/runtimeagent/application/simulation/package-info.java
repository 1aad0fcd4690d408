/**
 * The whole agent in virtual time: one thread, one seed, the real core, and a world around it that
 * fails in every way the catalogue of {@code faults} names, while {@code invariants} watch. See
 * {@code docs/testing.md}.
 */
@NullMarked
package dev.runtimeagent.application.simulation;

import org.jspecify.annotations.NullMarked;
