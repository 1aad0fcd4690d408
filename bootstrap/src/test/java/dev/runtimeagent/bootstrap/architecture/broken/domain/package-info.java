/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.domain;

import org.jspecify.annotations.NullMarked;
