/**
 * For adding a kind of Runtime from outside. A jar with a {@link
 * dev.runtimeagent.application.runtime.RuntimeProvider} is all it takes; it needs nothing of this
 * project but {@code application} and {@code domain}.
 */
@NullMarked
package dev.runtimeagent.application.runtime;

import org.jspecify.annotations.NullMarked;
