/** Which kinds of Runtimes there are on the class path, and what keeps one from being used. */
@NullMarked
package dev.runtimeagent.bootstrap.discovery;

import org.jspecify.annotations.NullMarked;
