/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.compass;

import org.jspecify.annotations.NullMarked;
