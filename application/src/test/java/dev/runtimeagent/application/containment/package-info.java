/** That nothing an adapter does stops the core. */
@NullMarked
package dev.runtimeagent.application.containment;

import org.jspecify.annotations.NullMarked;
