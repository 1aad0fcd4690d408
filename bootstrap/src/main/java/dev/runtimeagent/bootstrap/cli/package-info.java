/** The command line: what was asked for, and how it is answered to a person or a script. */
@NullMarked
package dev.runtimeagent.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
