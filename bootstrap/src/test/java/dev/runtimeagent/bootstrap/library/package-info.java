/**
 * Gives the jars the form in which the start-up cache can hold all their classes. The cache itself
 * is made next door, in {@code training}.
 */
@NullMarked
package dev.runtimeagent.bootstrap.library;

import org.jspecify.annotations.NullMarked;
