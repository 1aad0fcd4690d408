/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.sandbox;

import org.jspecify.annotations.NullMarked;
