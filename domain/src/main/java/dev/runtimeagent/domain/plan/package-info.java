/** What a synchronization would change in a Runtime, and which losses must wait. */
@NullMarked
package dev.runtimeagent.domain.plan;

import org.jspecify.annotations.NullMarked;
