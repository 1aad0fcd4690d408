/** Puts the agent together and runs it: settings, command line, HTTP endpoints, logging. */
@NullMarked
package dev.runtimeagent.bootstrap;

import org.jspecify.annotations.NullMarked;
