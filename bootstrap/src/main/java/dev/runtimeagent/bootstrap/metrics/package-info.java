/** What Prometheus may ask. Counted and measured only; nothing is decided by it. */
@NullMarked
package dev.runtimeagent.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
