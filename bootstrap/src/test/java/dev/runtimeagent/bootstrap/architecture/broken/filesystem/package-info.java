/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

import org.jspecify.annotations.NullMarked;
