/**
 * Just enough of an HTTP/1.1 server over TLS to also misbehave: cut, stall, truncate, alert. What a
 * request means is the business of the packages next door.
 */
@NullMarked
package dev.runtimeagent.sandbox.http;

import org.jspecify.annotations.NullMarked;
