/** The object graph: which adapter stands behind which port. Nothing is decided here. */
@NullMarked
package dev.runtimeagent.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
