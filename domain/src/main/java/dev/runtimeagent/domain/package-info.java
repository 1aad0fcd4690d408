/**
 * What a connection between a Runtime and Compass is and what must hold for it, free of any
 * technology. Carrying decisions out is {@code application}'s.
 */
@NullMarked
package dev.runtimeagent.domain;

import org.jspecify.annotations.NullMarked;
