@NullMarked
package dev.runtimeagent.bootstrap.discovery;

import org.jspecify.annotations.NullMarked;
