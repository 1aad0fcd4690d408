/**
 * The Connector and the Director over GraphQL, with keys and certificates. When to ask is {@code
 * application}'s.
 */
@NullMarked
package dev.runtimeagent.compass;

import org.jspecify.annotations.NullMarked;
