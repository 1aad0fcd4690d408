/** What happens, as Kubernetes Events about the CompassConnection. What is told is the core's. */
@NullMarked
package dev.runtimeagent.kubernetes.event;

import org.jspecify.annotations.NullMarked;
