package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.setting.SettingValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxProviderTest {
  @TempDir private Path folder;

  @Test
  void isFoundAndOffersATarget() {
    var provider =
        ServiceLoader.load(RuntimeProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(NginxProvider.class::isInstance)
            .findFirst()
            .orElseThrow();

    assertThat(provider.name()).isEqualTo("nginx");
    assertThat(provider.facets()).containsExactly(Facet.TARGET);
  }

  @Test
  void opensATargetAndChangesNothing() throws IOException {
    program();

    assertThat(open(Map.of())).isInstanceOf(Opening.Opened.class);
    assertThat(folder.resolve("gateway")).doesNotExist();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(open(Map.of("APP_NGINX_PROGRAM", "no-such-program")))
        .isEqualTo(
            new Opening.Impossible(
                "there is no program no-such-program; install nginx, or set APP_NGINX_PROGRAM"));

    program();
    assertThat(open(Map.of("APP_NGINX_CA_FILE", folder.resolve("none").toString())))
        .isInstanceOf(Opening.Impossible.class);
    assertThat(open(Map.of("APP_NGINX_FOLDER", folder.resolve("a$b").toString())))
        .isInstanceOf(Opening.Impossible.class);
    var tooLong = folder.resolve("a".repeat(100)).toString();
    assertThat(open(Map.of("APP_NGINX_FOLDER", tooLong)))
        .isEqualTo(
            new Opening.Impossible(
                tooLong + " is too long for a socket in it; set APP_NGINX_FOLDER"));
  }

  @Test
  void takesNoPortThatIsNone() {
    assertThat(NginxProvider.PORT.type().reader().apply("0")).isEmpty();
    assertThat(NginxProvider.PORT.type().reader().apply("8080")).contains(8080);
    assertThat(NginxProvider.RESOLVER.type().reader().apply("10.0.0.1; evil")).isEmpty();
  }

  private void program() throws IOException {
    Files.createFile(
        folder.resolve("nginx"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createFile(folder.resolve("authorities"));
  }

  private Opening open(Map<String, String> set) throws IOException {
    var values = new HashMap<String, String>();
    values.put("APP_NGINX_FOLDER", folder.resolve("gateway").toString());
    values.put("APP_NGINX_CA_FILE", folder.resolve("authorities").toString());
    values.put("APP_NGINX_RESOLVER", "127.0.0.1 [::1]:53");
    values.putAll(set);
    if (!Files.exists(folder.resolve("authorities"))) {
      values.put("APP_NGINX_CA_FILE", "/dev/null");
    }
    var dial = Dial.atNoon();
    return new NginxProvider()
        .open(
            Set.of(Facet.TARGET),
            new SettingValues(values),
            new Surroundings(
                dial,
                () -> 0,
                dial,
                new DirectWorkers(),
                new FakeCertificates(),
                new RecordedEvents(),
                Map.of("PATH", folder.toString())));
  }
}
