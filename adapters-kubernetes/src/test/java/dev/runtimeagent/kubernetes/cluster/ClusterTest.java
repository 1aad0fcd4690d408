package dev.runtimeagent.kubernetes.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests against a real API server. Without {@code KUBEBUILDER_ASSETS} they are reported as
 * not run, and the build's closing lines say how to get them to run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsApiServer.class)
public @interface ClusterTest {}
