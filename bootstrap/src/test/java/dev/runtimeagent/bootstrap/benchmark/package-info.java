/** Measures the built agent against its targets; started by hand, with bin/benchmark. */
@NullMarked
package dev.runtimeagent.bootstrap.benchmark;

import org.jspecify.annotations.NullMarked;
