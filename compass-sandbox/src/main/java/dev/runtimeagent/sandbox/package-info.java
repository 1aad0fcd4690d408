/** A local Compass with real TLS, for tests and for people. Knows nothing of the agent. */
@NullMarked
package dev.runtimeagent.sandbox;

import org.jspecify.annotations.NullMarked;
