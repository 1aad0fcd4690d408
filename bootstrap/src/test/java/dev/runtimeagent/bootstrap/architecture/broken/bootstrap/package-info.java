/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.bootstrap;

import org.jspecify.annotations.NullMarked;
