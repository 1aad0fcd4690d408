/**
 * Exchanging a one-time token for a credential, so that a token is lost only where nothing can save
 * it (design, 4). What happens to the credential afterwards is {@code credential}'s.
 */
@NullMarked
package dev.runtimeagent.application.enrolment;

import org.jspecify.annotations.NullMarked;
