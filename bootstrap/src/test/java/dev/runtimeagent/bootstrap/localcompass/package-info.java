/** A local Compass in a process of its own, for what starts whole agents. */
@NullMarked
package dev.runtimeagent.bootstrap.localcompass;

import org.jspecify.annotations.NullMarked;
