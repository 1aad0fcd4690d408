/** Tests of the connection's states, tokens and waiting times. */
@NullMarked
package dev.runtimeagent.domain.connection;

import org.jspecify.annotations.NullMarked;
