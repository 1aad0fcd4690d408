package dev.runtimeagent.bootstrap.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.bootstrap.settings.CoreSettings;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  @TempDir private Path adapters;

  @Test
  void findsOurOwnAndThoseThatWereAdded() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    var runtimes = find();
    assertThat(runtimes.problems()).isEmpty();
    assertThat(runtimes.usable())
        .extracting(FoundRuntime::name)
        .containsExactly("filesystem", "kubernetes", "nginx");
  }

  @Test
  void passesOverLibraries() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    Files.move(
        AdapterJar.ofTarget("nginx", "APP_X").naming("").writeTo(adapters.resolve("x")),
        adapters.resolve("library.jar"));
    assertThat(find().problems()).isEmpty();
  }

  @Test
  void namesAJarThatIsNone() throws Exception {
    Files.writeString(adapters.resolve("broken.jar"), "<html>404</html>");
    assertThat(find().problems())
        .singleElement()
        .asString()
        .contains("broken.jar cannot be read as a jar", "copy it anew, or remove it");
  }

  @Test
  void namesAJarForAnotherJava() throws Exception {
    add("later.jar", AdapterJar.ofTarget("later", "APP_LATER").forLaterJava());
    assertProblem("later.jar", "sample.Sample", "--release 25");
  }

  @Test
  void namesAClassThatIsInNoJar() throws Exception {
    add(
        "lacking.jar",
        AdapterJar.constructedBy("Library.use();")
            .with("Library", "class Library { static void use() {} }")
            .without("Library"));
    assertProblem("lacking.jar", "sample.Library", "put the library that holds it into adapters/");
  }

  @Test
  void tellsOfAConstructorThatThrowsButNotWhatItSays() throws Exception {
    add(
        "throwing.jar",
        AdapterJar.constructedBy("if (true) throw new IllegalStateException(\"canary\");"));
    assertProblem("throwing.jar", "sample.Sample", "java.lang.IllegalStateException at sample");
    assertThat(find().problems()).noneMatch(problem -> problem.contains("canary"));
  }

  @Test
  void tellsOfAnErrorInWhatAProviderTellsOfItself() throws Exception {
    add("failing.jar", AdapterJar.declaredBy("throw new AssertionError(\"canary\");"));
    assertProblem("failing.jar", "sample.Sample", "java.lang.AssertionError at sample");
    assertThat(find().problems()).noneMatch(problem -> problem.contains("canary"));
  }

  @Test
  void namesAJarThatNoClassPathCanHold() throws Exception {
    add("nginx:1.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    assertProblem("nginx:1.jar has a \":\" in its name", "rename it");
  }

  @Test
  void namesAProviderThatIsNotThere() throws Exception {
    add("naming.jar", AdapterJar.ofTarget("x", "APP_X").naming("sample.Elsewhere"));
    assertProblem("naming.jar", "sample.Elsewhere", "is in no jar");
  }

  @Test
  void namesAProviderThatIsNone() throws Exception {
    add("naming.jar", AdapterJar.ofTarget("x", "APP_X").naming("sample.Nothing"));
    assertProblem("naming.jar", "sample.Nothing", "is no RuntimeProvider");
  }

  @Test
  void namesBothOfTwoRuntimesOfOneName() throws Exception {
    add("a.jar", AdapterJar.of("First", "throw new AssertionError();", "nginx", "APP_A"));
    add("b.jar", AdapterJar.of("Second", "throw new AssertionError();", "nginx", "APP_B"));
    assertProblem("a.jar", "two runtimes are called nginx", "b.jar");
  }

  @Test
  void namesBothOfTwoVersionsOfAJar() throws Exception {
    add("nginx-1.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    add("nginx-2.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    assertProblem("nginx-1.jar and ", "nginx-2.jar", "remove all of them but one");
  }

  @Test
  void keepsTheAgentsOwnSettings() throws Exception {
    add("thief.jar", AdapterJar.ofTarget("thief", "APP_HEALTHPORT"));
    assertProblem("thief.jar", "APP_HEALTH_PORT, which is the agent's own setting");
  }

  @Test
  void tellsOfSettingsThatDoNotMeanTheSame() throws Exception {
    add("other.jar", AdapterJar.ofTarget("other", "APP_STORE_DIR"));
    assertProblem("other.jar", "both declare APP_STORE_DIR");
  }

  @Test
  void tellsOfASettingThatIsDeclaredTwice() throws Exception {
    add(
        "twice.jar",
        AdapterJar.declaredBy(
            """
            return List.of(
                Setting.optional("APP_A_B", SettingType.TEXT, "one thing"),
                Setting.optional("APP_AB", SettingType.PORT, "another"));
            """));
    assertProblem("twice.jar", "declares APP_AB twice");
  }

  @Test
  void hasSettingsTakePart() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    var environment =
        Map.of(
            "APP_TARGET",
            "nginx",
            "APP_NGINXPORT",
            "http",
            "APP_NGINX_PORT_PASSWORD",
            "canary",
            "APP_NGINX_PROT",
            "1");
    var outcome = SettingsReader.read(environment, find());
    assertThat(((SettingsOutcome.Unusable) outcome).problems())
        .containsExactly(
            "APP_NGINXPORT is \"http\", but must be a port, 0 to 65535 (0: any free one)");
    assertThat(outcome.warnings())
        .containsExactly("APP_NGINX_PROT is not a setting; did you mean APP_NGINX_PORT?");
    assertThat(outcome.toString()).doesNotContain("canary").contains("***");
  }

  @Test
  void refusesAFacetThatIsNotOffered() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));
    var outcome = SettingsReader.read(Map.of("APP_RUNTIME", "nginx"), find());
    assertThat(((SettingsOutcome.Unusable) outcome).problems())
        .containsExactly(
            "APP_RUNTIME is \"nginx\", but must be filesystem or kubernetes: nginx offers no home");
  }

  private void assertProblem(String... parts) throws IOException {
    assertThat(find().problems()).singleElement().asString().contains(parts);
  }

  private void add(String name, AdapterJar jar) throws IOException {
    jar.writeTo(adapters.resolve(name));
  }

  private Runtimes find() throws IOException {
    var urls = new ArrayList<URL>();
    try (var jars = Files.newDirectoryStream(adapters, "*.jar")) {
      for (var jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    }
    urls.sort((one, other) -> one.toString().compareTo(other.toString()));
    try (var loader =
        new URLClassLoader(urls.toArray(URL[]::new), DiscoveryTest.class.getClassLoader())) {
      return Discovery.find(loader, Optional.of(adapters), CoreSettings.all());
    }
  }
}
