package dev.runtimeagent.bootstrap.architecture.broken.bootstrap;

import dev.runtimeagent.bootstrap.architecture.broken.filesystem.Anything;

/** Runtimes are found, not known. */
public record KnowsARuntime(Anything adapter) {}
