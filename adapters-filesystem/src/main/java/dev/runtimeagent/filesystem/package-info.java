/**
 * The agent's home as a directory of Kubernetes manifests (design, 9). How a single file is read,
 * written whole and watched is next door in {@code document}, what Applications become in {@code
 * runtime}.
 */
@NullMarked
package dev.runtimeagent.filesystem;

import org.jspecify.annotations.NullMarked;
