/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.elsewhere;

import org.jspecify.annotations.NullMarked;
