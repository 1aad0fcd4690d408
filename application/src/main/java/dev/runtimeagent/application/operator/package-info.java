/** What operators ask of an agent, running or not, by way of the connection document. */
@NullMarked
package dev.runtimeagent.application.operator;

import org.jspecify.annotations.NullMarked;
