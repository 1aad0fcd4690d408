/** Tests of the rules about certificates. */
@NullMarked
package dev.runtimeagent.domain.credential;

import org.jspecify.annotations.NullMarked;
