/** Runs the built agent once for the build, so that the JVM can keep what it learned of it. */
@NullMarked
package dev.runtimeagent.bootstrap.training;

import org.jspecify.annotations.NullMarked;
