/**
 * What the sandbox's Compass knows: tenants, Runtimes, formations, Applications, credentials of
 * Runtimes.
 */
@NullMarked
package dev.runtimeagent.sandbox.landscape;

import org.jspecify.annotations.NullMarked;
