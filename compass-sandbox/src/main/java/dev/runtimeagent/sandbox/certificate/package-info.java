/** The sandbox's own authorities: client certificates, server certificates, trust, revocation. */
@NullMarked
package dev.runtimeagent.sandbox.certificate;

import org.jspecify.annotations.NullMarked;
