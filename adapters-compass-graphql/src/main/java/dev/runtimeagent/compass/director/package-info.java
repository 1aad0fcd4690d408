/**
 * The Director's questions and how their answers are read. Whether pages add up is not decided
 * here.
 */
@NullMarked
package dev.runtimeagent.compass.director;

import org.jspecify.annotations.NullMarked;
