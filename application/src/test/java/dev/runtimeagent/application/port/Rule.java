package dev.runtimeagent.application.port;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sentence that a test of a contract stands for: a failure begins with it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {
  /** Where the sentence stands ("D 6" is the design's section 6, "P 1" the protocol's), and it. */
  String value();

  /** After how many seconds a call counts as one that never returns. */
  int seconds() default 60;
}
