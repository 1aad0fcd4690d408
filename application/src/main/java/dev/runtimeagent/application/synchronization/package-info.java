/**
 * Making a Runtime hold what Compass lists: gather, decide, act. When to do so, and what an outcome
 * means for the connection, is said next door.
 */
@NullMarked
package dev.runtimeagent.application.synchronization;

import org.jspecify.annotations.NullMarked;
