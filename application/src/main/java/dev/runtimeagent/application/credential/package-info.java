/**
 * Keeping a credential: its custody in memory and in the store, its proof, check and renewal. How
 * one is obtained with a token is {@code enrolment}'s.
 */
@NullMarked
package dev.runtimeagent.application.credential;

import org.jspecify.annotations.NullMarked;
