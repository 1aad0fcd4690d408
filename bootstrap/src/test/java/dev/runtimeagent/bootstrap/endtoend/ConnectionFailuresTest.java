package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.certificate.ServerPresence;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each obstacle on the way to a certificate has a message of its own. */
class ConnectionFailuresTest {
  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void anUnknownTokenIsToldAndNotTriedAgainAtOnce() throws Exception {
    scene.store().configure(scene.entries("nobody-knows-this-token"));
    scene.start();
    tells("used, expired or unknown", "new token");
    assertThat(scene.tokenCalls()).isEqualTo(1);
  }

  @Test
  void aUsedTokenIsTold() throws Exception {
    var token = scene.configure();
    scene.compass().systemAuths().consume(token.token());
    scene.start();
    tells("used, expired or unknown", "new token");
  }

  @Test
  void anExpiredTokenIsTold() throws Exception {
    scene.compass().systemAuths().setTokenValidity(Duration.ZERO);
    scene.configure();
    scene.start();
    tells("used, expired or unknown", "new token");
  }

  @Test
  void anAddressWithoutServiceSpendsNoToken() throws Exception {
    var token = scene.issueToken();
    configure(token, "CONNECTOR_URL", scene.compass().tokenConnectorUrl() + "/nowhere");
    scene.start();
    tells("no such service", "localhost");
    lives(token);
    recoversWith(token);
  }

  @Test
  void aHostNameThatNobodyKnowsSpendsNoToken() throws Exception {
    var token = scene.issueToken();
    configure(token, "CONNECTOR_URL", "https://compass.invalid/connector/graphql");
    scene.start();
    tells("compass.invalid", "CONNECTOR_URL");
    lives(token);
    recoversWith(token);
  }

  @Test
  void aPortWithoutServerSpendsNoToken() throws Exception {
    var token = scene.issueToken();
    configure(token, "CONNECTOR_URL", "https://localhost:1/connector/graphql");
    scene.start();
    tells("localhost:1", "connect");
    lives(token);
    recoversWith(token);
  }

  @Test
  void aServerCertificateOfAStrangerSpendsNoToken() throws Exception {
    scene.compass().conduct().setPresence(ServerPresence.UNTRUSTED);
    var token = scene.configure();
    scene.start();
    tells("not trusted", "APP_COMPASS_CA_FILE");
    lives(token);
    scene.compass().conduct().setPresence(ServerPresence.TRUSTED);
    recoversWith(token);
  }

  @Test
  void aServerCertificateForAnotherHostSpendsNoToken() throws Exception {
    scene.compass().conduct().setPresence(ServerPresence.WRONG_HOST_NAME);
    var token = scene.configure();
    scene.start();
    tells("not for that name", "localhost");
    lives(token);
    scene.compass().conduct().setPresence(ServerPresence.TRUSTED);
    recoversWith(token);
  }

  @Test
  void anExpiredServerCertificateSpendsNoToken() throws Exception {
    scene.compass().conduct().setPresence(ServerPresence.EXPIRED);
    var token = scene.configure();
    scene.start();
    tells("expired");
    lives(token);
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    var token = scene.issueToken();
    var entries = new LinkedHashMap<>(scene.entries(token.token()));
    entries.remove("TENANT");
    scene.store().configure(entries);
    scene.start();
    tells("TENANT");
    assertThat(Scene.state(scene.store().document().orElseThrow())).isEqualTo("Unconfigured");
    lives(token);
    recoversWith(token);
  }

  @Test
  void anAddressThatIsNoneIsNamed() throws Exception {
    var token = scene.issueToken();
    configure(token, "CONNECTOR_URL", "ftp://compass");
    scene.start();
    tells("CONNECTOR_URL");
    lives(token);
    recoversWith(token);
  }

  @Test
  void whiteSpaceAroundTheTokenDoesNoHarm() throws Exception {
    var token = scene.issueToken();
    scene.store().configure(scene.entries(" " + token.token() + "\r\n"));
    scene.start().awaitState("Synchronized");
  }

  @Test
  void anAnswerWithoutDirectorKeepsTheTokenInHand() throws Exception {
    scene.compass().fault(Fault.always(Faults.directorUrl(Optional.empty())));
    scene.configure();
    var agent = scene.start();
    tells("directorURL", "operators of Compass");
    assertThat(scene.compass().requests().asking("signCertificateSigningRequest")).isEmpty();
    scene.compass().faults().clear();
    agent.ask().resync();
    agent.awaitState("Synchronized");
  }

  @Test
  void aCertificateForAnotherKeyIsNotTaken() throws Exception {
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.FOREIGN_KEY)));
    scene.configure();
    var agent = scene.start();
    tells("key", "new token");
    assertThat(scene.store().holdsEntry(scene.store().credentials(), "crt")).isFalse();
    scene.configure();
    agent.awaitState("Synchronized");
  }

  @Test
  void aChainOfAnotherAuthorityIsNotTaken() throws Exception {
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.WRONG_CHAIN)));
    scene.configure();
    var agent = scene.start();
    tells("chain", "new token");
    scene.configure();
    agent.awaitState("Synchronized");
  }

  @Test
  void anotherCommonNameIsNotTaken() throws Exception {
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.OTHER_COMMON_NAME)));
    scene.configure();
    scene.start();
    tells("CN", "somebody-else", "new token");
  }

  @Test
  void nonsenseInPlaceOfACertificateIsNotTaken() throws Exception {
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.NOT_PEM)));
    scene.configure();
    scene.start();
    tells("holds no certificate", "new token");
  }

  /** The document's error, its conditions and the log all tell it. */
  private void tells(String... parts) throws Exception {
    var document = scene.store().await(d -> !error(d).isEmpty());
    assertThat(error(document)).contains(parts);
    assertThat(document.at("/status/connectionState").asText()).isEqualTo("ConnectionFailed");
    assertThat(scene.lines()).anySatisfy(line -> assertThat(line).contains(error(document)));
  }

  private static String error(JsonNode document) {
    return document.at("/status/connectionStatus/error").asText();
  }

  private void configure(IssuedToken token, String key, String value) throws Exception {
    var entries = new LinkedHashMap<>(scene.entries(token.token()));
    entries.putAll(Map.of(key, value));
    scene.store().configure(entries);
  }

  private void lives(IssuedToken token) {
    assertThat(scene.compass().systemAuths().usable(token.token())).isPresent();
  }

  private void recoversWith(IssuedToken token) throws Exception {
    scene.store().configure(scene.entries(token.token()));
    scene.agent().awaitState("Synchronized");
  }
}
