/**
 * One HTTPS request at a time: whom to trust, whose certificate to show, and what became of it when
 * no answer came. What an answer says is read in {@code graphql}.
 */
@NullMarked
package dev.runtimeagent.compass.http;

import org.jspecify.annotations.NullMarked;
