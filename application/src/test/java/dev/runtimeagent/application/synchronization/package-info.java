@NullMarked
package dev.runtimeagent.application.synchronization;

import org.jspecify.annotations.NullMarked;
