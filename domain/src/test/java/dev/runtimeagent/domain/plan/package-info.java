@NullMarked
package dev.runtimeagent.domain.plan;

import org.jspecify.annotations.NullMarked;
