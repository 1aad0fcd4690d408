@NullMarked
package dev.runtimeagent.kubernetes.home;

import org.jspecify.annotations.NullMarked;
