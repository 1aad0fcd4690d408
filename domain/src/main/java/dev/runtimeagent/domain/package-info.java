/** What the agent knows and decides, in pure Java. Carrying it out is {@code application}'s. */
@NullMarked
package dev.runtimeagent.domain;

import org.jspecify.annotations.NullMarked;
