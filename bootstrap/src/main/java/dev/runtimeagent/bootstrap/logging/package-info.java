/** Log lines as text or JSON on stderr. What is logged is decided where it happens. */
@NullMarked
package dev.runtimeagent.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
