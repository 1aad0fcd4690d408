/**
 * The rules of the rooms, checked where all modules meet; {@code broken} holds a class for each way
 * to break one.
 */
@NullMarked
package dev.runtimeagent.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
