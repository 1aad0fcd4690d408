/**
 * Applications and their Secrets in a cluster. What they look like is the application's form's,
 * what is to become of them its plan's.
 */
@NullMarked
package dev.runtimeagent.kubernetes.target;

import org.jspecify.annotations.NullMarked;
