package dev.runtimeagent.application.form;

/** Leaves the reading of a manifest at the first thing that cannot be used; never leaves a form. */
final class MalformedManifest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  MalformedManifest(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
