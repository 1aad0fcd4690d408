import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells, in the last lines of the build, which tests did not run for want of an API server, and how
 * to get them to run.
 */
final class TellTestsNotRun {
  private static final Pattern NOT_RUN =
      Pattern.compile("<skipped message=\"needs KUBEBUILDER_ASSETS");

  public static void main(String[] args) throws IOException {
    int notRun = 0;
    try (Stream<Path> modules = Files.list(Path.of(args[0]))) {
      for (Path module : modules.toList()) {
        notRun += in(module.resolve("target/surefire-reports"));
      }
    }
    if (notRun > 0) {
      System.out.printf(
          """

          *** %d tests against a Kubernetes API server DID NOT RUN: KUBEBUILDER_ASSETS names no folder
          *** with kube-apiserver and etcd. To run them:
          ***   go install sigs.k8s.io/controller-runtime/tools/setup-envtest@latest
          ***   KUBEBUILDER_ASSETS=$(setup-envtest use -p path) mvn verify

          """,
          notRun);
    }
  }

  private static int in(Path reports) throws IOException {
    if (!Files.isDirectory(reports)) {
      return 0;
    }
    int count = 0;
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".xml")).toList()) {
        count += (int) NOT_RUN.matcher(Files.readString(file)).results().count();
      }
    }
    return count;
  }
}
