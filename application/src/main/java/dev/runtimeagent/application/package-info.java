/**
 * The use cases and the ports they need. What is decided is {@code domain}'s, how it is done the
 * adapters'.
 */
@NullMarked
package dev.runtimeagent.application;

import org.jspecify.annotations.NullMarked;
