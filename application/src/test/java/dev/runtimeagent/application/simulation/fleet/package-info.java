/**
 * Thousands of agents with the real core, or models of the original agent, in virtual time before
 * one Compass that fails for an hour and limits the rate of requests. See {@code docs/fleet.md}.
 */
@NullMarked
package dev.runtimeagent.application.simulation.fleet;

import org.jspecify.annotations.NullMarked;
