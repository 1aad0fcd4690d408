/** The connection document: what an operator is shown, and what they may ask for in it. */
@NullMarked
package dev.runtimeagent.application.status;

import org.jspecify.annotations.NullMarked;
