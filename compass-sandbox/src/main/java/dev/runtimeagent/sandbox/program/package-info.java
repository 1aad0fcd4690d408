/**
 * The sandbox as a program: a folder of Applications, an administration over HTTP, a state file.
 */
@NullMarked
package dev.runtimeagent.sandbox.program;

import org.jspecify.annotations.NullMarked;
