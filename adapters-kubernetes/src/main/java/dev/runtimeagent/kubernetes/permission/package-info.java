/**
 * What the agent's ServiceAccount may do, and what it must be able to do. Telling of a request that
 * was refused is {@code api}'s.
 */
@NullMarked
package dev.runtimeagent.kubernetes.permission;

import org.jspecify.annotations.NullMarked;
