/**
 * The ports, in memory: real implementations that pass the contracts next door in {@code port}, and
 * fail on request as real stores do.
 */
@NullMarked
package dev.runtimeagent.application.inmemory;

import org.jspecify.annotations.NullMarked;
