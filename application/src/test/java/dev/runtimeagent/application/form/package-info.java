@NullMarked
package dev.runtimeagent.application.form;

import org.jspecify.annotations.NullMarked;
