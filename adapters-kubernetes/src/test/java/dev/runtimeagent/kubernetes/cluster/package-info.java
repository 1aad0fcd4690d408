/** A real API server for tests, from the folder that KUBEBUILDER_ASSETS names. */
@NullMarked
package dev.runtimeagent.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
