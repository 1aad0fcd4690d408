/** What can go wrong around the agent, and how the ports show it. */
@NullMarked
package dev.runtimeagent.application.simulation.faults;

import org.jspecify.annotations.NullMarked;
