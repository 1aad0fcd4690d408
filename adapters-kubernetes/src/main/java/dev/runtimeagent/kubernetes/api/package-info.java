/**
 * Requests to the API server, on manifests as trees, by the official client's connection. What they
 * are for is next door's.
 */
@NullMarked
package dev.runtimeagent.kubernetes.api;

import org.jspecify.annotations.NullMarked;
