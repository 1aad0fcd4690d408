package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

import javax.inject.Inject;

/** Has itself injected. */
public final class IsInjected {
  @Inject
  public IsInjected() {}
}
