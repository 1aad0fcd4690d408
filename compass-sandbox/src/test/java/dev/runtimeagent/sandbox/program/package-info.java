/** The program around the sandbox: folder, state, store, administration. */
@NullMarked
package dev.runtimeagent.sandbox.program;

import org.jspecify.annotations.NullMarked;
