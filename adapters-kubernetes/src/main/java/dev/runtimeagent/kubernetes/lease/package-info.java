/**
 * Leadership by a Lease. A candidate asks for it, a tenure keeps it; both take a step at a time and
 * leave threads and waiting to the term and to {@code KubernetesLeadership}.
 */
@NullMarked
package dev.runtimeagent.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
