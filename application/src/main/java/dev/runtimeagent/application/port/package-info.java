/**
 * What the use cases need from outside. The ports of the Runtime's side fall into a home
 * (configuration, credentials, connection document, journal, leadership, events) and a target (what
 * Applications become); the rest is Compass, cryptography and time.
 */
@NullMarked
package dev.runtimeagent.application.port;

import org.jspecify.annotations.NullMarked;
