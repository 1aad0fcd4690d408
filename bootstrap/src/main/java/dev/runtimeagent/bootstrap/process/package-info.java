/** What the process lends to the use cases: time, threads, chance. */
@NullMarked
package dev.runtimeagent.bootstrap.process;

import org.jspecify.annotations.NullMarked;
