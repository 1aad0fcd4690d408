/**
 * The Runtime's side of the ports in a Kubernetes cluster: the same documents as on a folder, kept
 * by an API server. How requests are made is {@code api}'s.
 */
@NullMarked
package dev.runtimeagent.kubernetes;

import org.jspecify.annotations.NullMarked;
