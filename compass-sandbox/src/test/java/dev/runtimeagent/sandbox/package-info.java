/** The rules of P 4.1, each through real TLS. */
@NullMarked
package dev.runtimeagent.sandbox;

import org.jspecify.annotations.NullMarked;
