/** The whole agent against a local Compass: real TLS, real files, real time. */
@NullMarked
package dev.runtimeagent.bootstrap.endtoend;

import org.jspecify.annotations.NullMarked;
