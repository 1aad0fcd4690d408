package dev.runtimeagent.filesystem.document;

/** Text is not one YAML document of the kind manifests are; says where, never what stands there. */
public final class MalformedYaml extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  MalformedYaml(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** Continues a sentence that began with the file. */
  public String problem() {
    return problem;
  }
}
