package dev.runtimeagent.compass.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.ScriptedCompass;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTrustTest {
  private static final String FOREIGN =
      new HeldCertificate.Builder().certificateAuthority(0).build().certificatePem();

  private static final EnvironmentAuthorities NONE = EnvironmentAuthorities.of(Map.of());

  @TempDir private Path folder;

  private final List<TrustFinding> findings = new ArrayList<>();
  private ScriptedCompass compass;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    compass = new ScriptedCompass(folder);
    file = folder.resolve("authorities.pem");
    for (int i = 0; i < 3; i++) {
      compass.answers(400, "");
    }
  }

  @AfterEach
  void stop() {
    compass.close();
  }

  @Test
  void readsTheFileAgainWhenItHasChanged() throws IOException {
    Files.writeString(file, FOREIGN);
    var http = http(ServerTrust.verifying(Optional.of(file), NONE));
    assertUntrusted(ask(http, "localhost"));

    Files.writeString(file, "# ours\n" + FOREIGN + ScriptedCompass.AUTHORITY.certificatePem());

    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void namesAFileThatIsMissing() {
    var reply = ask(http(ServerTrust.verifying(Optional.of(file), NONE)), "localhost");

    assertUntrusted(reply);
    assertThat(reply.problem()).contains(file + " is not usable: there is no such file");
  }

  @Test
  void namesAFileThatHoldsNoCertificate() throws IOException {
    Files.writeString(file, "hello");

    assertThat(ask(http(ServerTrust.verifying(Optional.of(file), NONE)), "localhost").problem())
        .contains("it holds no certificate that can be read");
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    Files.createDirectory(file);

    assertThat(ask(http(ServerTrust.verifying(Optional.of(file), NONE)), "localhost").problem())
        .contains(file + " is not usable: it cannot be read");
  }

  @Test
  void goesOnWithWhatItHadWhenTheFileVanishes() throws IOException {
    Files.writeString(file, ScriptedCompass.AUTHORITY.certificatePem());
    var http = http(ServerTrust.verifying(Optional.of(file), NONE));
    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);

    Files.delete(file);

    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void trustsAuthoritiesOfTheEnvironmentBesideTheFile() throws IOException {
    var ours = Files.writeString(file, ScriptedCompass.AUTHORITY.certificatePem());
    var foreign = Files.writeString(folder.resolve("foreign.pem"), FOREIGN);
    var others = EnvironmentAuthorities.of(Map.of("SSL_CERT_FILE", ours.toString()));

    assertThat(ask(http(ServerTrust.verifying(Optional.empty(), others)), "localhost"))
        .isInstanceOf(NotAuthenticated.class);
    assertThat(ask(http(ServerTrust.verifying(Optional.of(foreign), others)), "localhost"))
        .isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void readsTheEnvironmentsAuthoritiesOnlyWhenNobodyElseVouches() throws IOException {
    var later = folder.resolve("later.pem");
    var others = EnvironmentAuthorities.of(Map.of("SSL_CERT_FILE", later.toString()));
    Files.writeString(file, ScriptedCompass.AUTHORITY.certificatePem());
    var http = http(ServerTrust.verifying(Optional.of(file), others));
    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);

    Files.writeString(later, ScriptedCompass.AUTHORITY.certificatePem());
    Files.writeString(file, "# not ours\n" + FOREIGN);

    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  void readsAllFilesOfTheEnvironmentsFolders() throws IOException {
    var first = Files.createDirectory(folder.resolve("first"));
    Files.createDirectory(first.resolve("inner"));
    var second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(first.resolve("README"), "hello");
    Files.write(first.resolve("binary"), new byte[] {-1, -2});
    Files.writeString(first.resolve("a.crt"), FOREIGN + FOREIGN);
    Files.writeString(second.resolve("b.pem"), ScriptedCompass.AUTHORITY.certificatePem());

    var found =
        EnvironmentAuthorities.of(
            Map.of(
                "SSL_CERT_DIR",
                first + ":" + folder.resolve("missing") + "::" + second,
                "SSL_CERT_FILE",
                folder.resolve("missing").toString()));

    assertThat(found.certificates()).hasSize(3).contains(ScriptedCompass.AUTHORITY.certificate());
  }

  @Test
  void tellsWhoIsNotTrustedWhereVerificationIsSkipped() {
    var http = http(ServerTrust.skipping(Optional.empty(), NONE, findings::add));

    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().problem().orElse("")).contains("Test Server CA");
  }

  @Test
  void tellsAWrongNameWhereVerificationIsSkipped() {
    var http = http(ServerTrust.skipping(Optional.of(compass.authorities()), NONE, findings::add));

    assertThat(ask(http, "other.compass.test")).isInstanceOf(NotAuthenticated.class);
    assertThat(findings)
        .containsExactly(
            new TrustFinding(
                "other.compass.test",
                Optional.of("its certificate is not for other.compass.test")));
  }

  @Test
  void tellsThatVerificationNeedNotBeSkipped() {
    var http = http(ServerTrust.skipping(Optional.of(compass.authorities()), NONE, findings::add));

    assertThat(ask(http, "localhost")).isInstanceOf(NotAuthenticated.class);
    assertThat(findings).containsExactly(new TrustFinding("localhost", Optional.empty()));
  }

  private static CompassHttp http(ServerTrust trust) {
    return new CompassHttp(
        HttpLimits.STANDARD,
        trust,
        EnvironmentProxies.of(Map.of()),
        () -> ScriptedCompass.NOW,
        new CallLog(true));
  }

  private CompassReply<?> ask(CompassHttp http, String host) {
    return new GraphqlConnector(http)
        .configuration(
            URI.create("https://" + host + ":" + compass.server().getPort() + "/"),
            ScriptedCompass.TOKEN,
            () -> true,
            "request-1");
  }

  private static void assertUntrusted(CompassReply<?> reply) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            Unsent.class,
            unsent -> assertThat(unsent.reason()).isEqualTo(Unsent.Reason.SERVER_NOT_TRUSTED));
  }
}
