/**
 * What can be set from outside, as data: the core declares its settings, and each kind of Runtime
 * its own, in the same words. Where they are read from is {@code bootstrap}'s affair.
 */
@NullMarked
package dev.runtimeagent.application.setting;

import org.jspecify.annotations.NullMarked;
