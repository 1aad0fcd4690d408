/**
 * A local Compass with real TLS, real certificates and real GraphQL, for tests and for people;
 * {@link dev.runtimeagent.sandbox.CompassSandbox} is the way in.
 */
@NullMarked
package dev.runtimeagent.sandbox;

import org.jspecify.annotations.NullMarked;
