/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.application;

import org.jspecify.annotations.NullMarked;
