/**
 * Keeps the core going whatever the code of a Runtime does: what it throws, and that it does not
 * come back, becomes an answer that the port has for failures.
 */
@NullMarked
package dev.runtimeagent.application.containment;

import org.jspecify.annotations.NullMarked;
