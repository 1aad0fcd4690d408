@NullMarked
package dev.runtimeagent.examples.nginx;

import org.jspecify.annotations.NullMarked;
