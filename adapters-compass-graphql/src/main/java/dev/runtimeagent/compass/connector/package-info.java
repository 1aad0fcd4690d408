/** The Connector's two operations. When to call them is {@code application}'s. */
@NullMarked
package dev.runtimeagent.compass.connector;

import org.jspecify.annotations.NullMarked;
