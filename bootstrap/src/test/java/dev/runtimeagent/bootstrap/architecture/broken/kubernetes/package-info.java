/** Where the adapter to a cluster would be. */
@NullMarked
package dev.runtimeagent.bootstrap.architecture.broken.kubernetes;

import org.jspecify.annotations.NullMarked;
