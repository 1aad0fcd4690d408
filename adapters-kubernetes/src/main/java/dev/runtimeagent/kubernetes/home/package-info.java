/**
 * The home of an agent in a cluster: its configuration, its credentials with the journal of an
 * enrolment, and the CompassConnection. What the documents look like is {@code application}'s, how
 * requests are made is {@code api}'s.
 */
@NullMarked
package dev.runtimeagent.kubernetes.home;

import org.jspecify.annotations.NullMarked;
