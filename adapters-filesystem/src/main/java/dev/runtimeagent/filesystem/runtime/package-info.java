/**
 * Applications and their Secrets as files. Their form is {@code application}'s; here it is found
 * out what lies in the folders, cheaply each time, and files are replaced.
 */
@NullMarked
package dev.runtimeagent.filesystem.runtime;

import org.jspecify.annotations.NullMarked;
