/** Misbehaviour by script: which requests it befalls, and what happens to them (P 4.1 rule 13). */
@NullMarked
package dev.runtimeagent.sandbox.fault;

import org.jspecify.annotations.NullMarked;
