/**
 * The loop that owns the connection's state: events come in through one inbox, the state machine of
 * {@code domain} decides, effects go out to the use cases next door.
 */
@NullMarked
package dev.runtimeagent.application.supervision;

import org.jspecify.annotations.NullMarked;
