/** What must hold whatever goes wrong, each promise a class that bears its name. */
@NullMarked
package dev.runtimeagent.application.simulation.invariants;

import org.jspecify.annotations.NullMarked;
