/** Breaks the rules on purpose. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.domain.util;

import org.jspecify.annotations.NullMarked;
