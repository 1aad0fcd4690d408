/** The report on the cluster in the log. What the agent itself does is not in it. */
@NullMarked
package dev.runtimeagent.kubernetes.report;

import org.jspecify.annotations.NullMarked;
