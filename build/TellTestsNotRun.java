import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells, in the last lines of the build, which tests did not run for want of an API server, of Helm
 * or of nginx, and how to get them to run.
 */
final class TellTestsNotRun {
  private static final String NO_API_SERVER =
      """

      *** %d tests against a Kubernetes API server DID NOT RUN: KUBEBUILDER_ASSETS names no folder
      *** with kube-apiserver and etcd. To run them:
      ***   go install sigs.k8s.io/controller-runtime/tools/setup-envtest@latest
      ***   KUBEBUILDER_ASSETS=$(setup-envtest use -p path) mvn verify

      """;

  private static final String NO_HELM =
      """

      *** %d tests of the chart DID NOT RUN: there is no helm, neither on the PATH nor where go
      *** install puts it. To run them, once:
      ***   go install helm.sh/helm/v4/cmd/helm@v4.3.1

      """;

  private static final String NO_NGINX =
      """

      *** %d tests of the example DID NOT RUN: there is no nginx, neither on the PATH nor in
      *** /usr/sbin. To run them, once:
      ***   apt-get install nginx-light

      """;

  public static void main(String[] args) throws IOException {
    StringBuilder reports = new StringBuilder();
    try (Stream<Path> modules = Files.list(Path.of(args[0]))) {
      for (Path module : modules.toList()) {
        reports.append(in(module.resolve("target/surefire-reports")));
      }
    }
    tell(NO_API_SERVER, reports, "needs KUBEBUILDER_ASSETS");
    tell(NO_HELM, reports, "needs Helm");
    tell(NO_NGINX, reports, "needs nginx");
  }

  private static void tell(String message, CharSequence reports, String reason) {
    long notRun =
        Pattern.compile("<skipped message=\"" + reason).matcher(reports).results().count();
    if (notRun > 0) {
      System.out.printf(message, notRun);
    }
  }

  private static String in(Path reports) throws IOException {
    if (!Files.isDirectory(reports)) {
      return "";
    }
    StringBuilder skipped = new StringBuilder();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".xml")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .filter(line -> line.contains("<skipped message="))
              .forEach(line -> skipped.append(line).append('\n'));
        }
      }
    }
    return skipped.toString();
  }
}
