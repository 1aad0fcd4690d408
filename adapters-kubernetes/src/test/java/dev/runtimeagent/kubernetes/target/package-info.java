@NullMarked
package dev.runtimeagent.kubernetes.target;

import org.jspecify.annotations.NullMarked;
