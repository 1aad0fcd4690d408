@NullMarked
package dev.runtimeagent.domain.catalog;

import org.jspecify.annotations.NullMarked;
