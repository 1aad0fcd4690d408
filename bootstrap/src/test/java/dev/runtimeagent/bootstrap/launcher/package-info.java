/** Checks of what {@code package} built, from outside, as an operator starts it. */
@NullMarked
package dev.runtimeagent.bootstrap.launcher;

import org.jspecify.annotations.NullMarked;
