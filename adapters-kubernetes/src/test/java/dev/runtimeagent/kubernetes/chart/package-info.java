/** What the chart in {@code charts/runtime-agent} renders, as Helm and an API server see it. */
@NullMarked
package dev.runtimeagent.kubernetes.chart;

import org.jspecify.annotations.NullMarked;
