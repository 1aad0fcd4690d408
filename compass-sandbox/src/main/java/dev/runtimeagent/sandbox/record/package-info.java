/** What was asked of the sandbox, kept for assertions. */
@NullMarked
package dev.runtimeagent.sandbox.record;

import org.jspecify.annotations.NullMarked;
