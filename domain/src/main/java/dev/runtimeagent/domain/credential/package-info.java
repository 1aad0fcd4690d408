/** Client certificates, their generations and when to renew them. */
@NullMarked
package dev.runtimeagent.domain.credential;

import org.jspecify.annotations.NullMarked;
