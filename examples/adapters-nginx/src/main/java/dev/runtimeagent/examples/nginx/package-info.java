/**
 * nginx as a target: Applications become locations of one gateway on this machine. A commit writes
 * files and has nginx take them; everything that decides is the core's.
 */
@NullMarked
package dev.runtimeagent.examples.nginx;

import org.jspecify.annotations.NullMarked;
