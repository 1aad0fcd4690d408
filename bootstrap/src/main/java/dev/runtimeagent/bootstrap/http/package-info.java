/** The agent's own HTTP endpoints. What they tell is measured elsewhere. */
@NullMarked
package dev.runtimeagent.bootstrap.http;

import org.jspecify.annotations.NullMarked;
