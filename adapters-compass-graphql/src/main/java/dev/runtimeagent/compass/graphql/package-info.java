/**
 * What GraphQL over HTTP has in common for both services of Compass: how a question is written, and
 * when an answer is one. What is asked is said in {@code connector} and {@code director}.
 */
@NullMarked
package dev.runtimeagent.compass.graphql;

import org.jspecify.annotations.NullMarked;
