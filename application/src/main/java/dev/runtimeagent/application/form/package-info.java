/**
 * What the domain's records look like as Kubernetes manifests: trees of maps, lists and scalars,
 * for every adapter whose store speaks that form. How a tree becomes bytes, and where they go, is
 * the adapter's.
 */
@NullMarked
package dev.runtimeagent.application.form;

import org.jspecify.annotations.NullMarked;
