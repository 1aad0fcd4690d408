/** Connector and Director: their schemas, what their fields say, and how they fail. */
@NullMarked
package dev.runtimeagent.sandbox.graphql;

import org.jspecify.annotations.NullMarked;
