package dev.runtimeagent.bootstrap.wiring;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import javax.inject.Scope;

/** Made once in each term of leadership; {@code Singleton} is made once in a process. */
@Scope
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface PerTerm {}
