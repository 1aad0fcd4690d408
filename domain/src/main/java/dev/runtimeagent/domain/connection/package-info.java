/**
 * The connection's states and the moves between them, tokens and their fate, waiting times.
 * Carrying a move out is {@code application}'s.
 */
@NullMarked
package dev.runtimeagent.domain.connection;

import org.jspecify.annotations.NullMarked;
