/**
 * What the environment asks for, checked once at start. What a setting does is the business of the
 * module that {@code bootstrap} hands it to.
 */
@NullMarked
package dev.runtimeagent.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
