/** The Runtime's side on a directory. What is to be written is decided in {@code application}. */
@NullMarked
package dev.runtimeagent.filesystem;

import org.jspecify.annotations.NullMarked;
