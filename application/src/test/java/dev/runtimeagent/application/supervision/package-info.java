/** The whole agent in virtual time, on stores in memory. */
@NullMarked
package dev.runtimeagent.application.supervision;

import org.jspecify.annotations.NullMarked;
