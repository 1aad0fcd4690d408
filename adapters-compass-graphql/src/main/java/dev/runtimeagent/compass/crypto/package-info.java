/** Keys, signing requests and certificates, written and read as PEM. */
@NullMarked
package dev.runtimeagent.compass.crypto;

import org.jspecify.annotations.NullMarked;
