/** The use cases, driven through ports. What they decide by is in {@code domain}. */
@NullMarked
package dev.runtimeagent.application;

import org.jspecify.annotations.NullMarked;
